import { weakSecrets } from '../weak-secrets';
import type { Forging } from './attack';
import { cannot, signatureChange, toUtf8, withOriginal } from './parts';
import { signedWithSecret } from './with-secret';

export const weakSecret: Forging = {
  changes: 'Tries a short list of words until one of them makes the token’s own signature, and signs again with it.',
  why: 'Token and signature are all that is needed to try secrets, as many as a machine can and without asking the server.',
  stops: 'A generated secret as long as the hash: 32 random bytes for HS256.',
  source: 'RFC 8725 §2.2',
  needs: ['hmac'],
  forge(token, tools) {
    const { hmac } = tools;
    if (!hmac) return cannot('HMAC is needed.');
    return withOriginal(token, (original) => {
      const { jws, header } = original;
      const { alg } = header;
      if (alg !== 'HS256' && alg !== 'HS384' && alg !== 'HS512')
        return cannot('This token is not signed with a shared secret.');
      const input = `${jws.header.raw}.${jws.payload.raw}`;
      const found = weakSecrets.find((word) => equal(hmac(alg, toUtf8(word), input), jws.signature.bytes));
      if (found === undefined) return cannot(`None of ${weakSecrets.length} common secrets made this signature.`);
      const forged = signedWithSecret(original, tools, hmac, { alg }, toUtf8(found));
      return {
        ok: true,
        tokens: [forged.token],
        changes: [...forged.changes, signatureChange('made with the guessed secret')],
        note: `The secret was word ${weakSecrets.indexOf(found) + 1} of ${weakSecrets.length} that were tried.`,
      };
    });
  },
};

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
