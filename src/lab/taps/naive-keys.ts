import { createPublicKey, X509Certificate, type JsonWebKey } from 'node:crypto';
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
      let answer: string | null = null;
      try {
        answer = await atAddress(url);
        return answer;
      } finally {
        await probe.gate('key.taken', { from: 'address', name: url, key: printOfDocument(answer) }, { source });
      }
    },
  };
}

function printOf(secret: string | undefined): string | null {
  return secret === undefined ? null : fingerprint(secret);
}

/** Of a certificate its key, of a key set the first, as the server will take it. */
function printOfDocument(text: string | null): string | null {
  if (text === null) return null;
  if (text.startsWith('-----')) return fingerprint(new X509Certificate(text).publicKey);
  const [key] = (JSON.parse(text) as { keys?: JsonWebKey[] }).keys ?? [];
  return key ? fingerprint(createPublicKey({ key, format: 'jwk' })) : null;
}
