import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { NaiveKeySources } from '../../apps/naive-keys';
import { fingerprint } from '../fingerprint';
import { probe } from '../node/probe';
import { callerLine } from '../node/source-line';

/** Tells where a careless server takes its keys from. */
export function tapKeySources(sources: NaiveKeySources): NaiveKeySources {
  const { inTable, inFile, atAddress } = sources;
  return {
    inTable(kid) {
      const secret = inTable(kid);
      probe.tell('key.taken', { from: 'table', name: kid, key: printOf(secret) });
      return secret;
    },
    inFile(kid) {
      const secret = inFile(kid);
      probe.tell('key.taken', { from: 'file', name: kid, key: printOf(secret) });
      return secret;
    },
    async atAddress(url) {
      const source = callerLine();
      let answer: unknown = null;
      try {
        answer = await atAddress(url);
        return answer;
      } finally {
        await probe.gate('key.taken', { from: 'address', name: url, key: printOfSet(answer) }, { source });
      }
    },
  };
}

function printOf(secret: string | undefined): string | null {
  return secret === undefined ? null : fingerprint(secret);
}

/** The first key, as the server will take it. */
function printOfSet(answer: unknown): string | null {
  const [key] = (answer as { keys?: JsonWebKey[] } | null)?.keys ?? [];
  return key ? fingerprint(createPublicKey({ key, format: 'jwk' })) : null;
}
