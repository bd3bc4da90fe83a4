import { own } from '../own';
import { weakSecrets } from '../weak-secrets';
import type { LintRule } from './finding';
import { wholeToken } from './places';

/** A token made with a guessable secret carries all that a guesser needs: he tries at home and nobody sees it. */
export const hmacSecret: LintRule = {
  id: 'JW04',
  title: 'The shared secret is as long as the hash, and no word',
  severity: 'error',
  source: 'RFC 7518 §3.2',
  needs: 'the key, or a way to try secrets',
  find(input) {
    const { jws, header, algorithm, context } = input;
    const alg = header && own(header, 'alg');
    if (!jws || typeof alg !== 'string' || !algorithm?.keys.includes('secret')) return [];
    const needed = Number(alg.slice(2)) / 8;
    const fix = { kind: 'advice', title: `Generate ${needed} random bytes and keep them as the secret.` } as const;
    const common = { severity: 'error', position: wholeToken(input), fix } as const;
    const { secretBytes } = context.key ?? {};
    const short =
      secretBytes !== undefined && secretBytes < needed
        ? [
            {
              ...common,
              message: `The secret has ${secretBytes} bytes; ${alg} needs at least ${needed}.`,
              source: 'RFC 7518 §3.2',
            },
          ]
        : [];
    const signingInput = `${jws.header.raw}.${jws.payload.raw}`;
    const guessed =
      jws.signature.bytes.length === needed &&
      weakSecrets.some((secret) => context.madeWith?.(alg, signingInput, jws.signature.bytes, secret));
    if (!guessed) return short;
    // Which one it was is not said: a finding may end up in a log.
    const message = `The secret is one of ${weakSecrets.length} that anybody tries first.`;
    return [...short, { ...common, message, source: 'RFC 8725 §3.5' }];
  },
};
