import type { Forging } from './attack';
import { cannot, signatureChange, toUtf8, withOriginal } from './parts';
import { signedWithSecret } from './with-secret';

export const rsToHs: Forging = {
  changes: 'Sets "alg" to "HS256" and signs by HMAC with the text of the server’s public key.',
  why: 'The public key is known to all. A verifier that takes the algorithm from the header and has one key for everything computes the same HMAC with it.',
  stops: 'One algorithm to each key, named at the verifier; key types that a library cannot mix up.',
  source: 'RFC 8725 §2.1',
  needs: ['hmac', 'publicKeyPem'],
  forge(token, tools) {
    const { hmac, publicKeyPem } = tools;
    if (!hmac || publicKeyPem === undefined) return cannot('The server’s public key is needed.');
    return withOriginal(token, (original) => {
      const alg = original.header['alg'];
      if (typeof alg === 'string' && alg.startsWith('HS'))
        return cannot('This token is signed with a shared secret: there is no public key to misuse.');
      // Servers differ in whether they keep the line break at the end, and every byte counts.
      const trimmed = publicKeyPem.trimEnd();
      const forms = [...new Set([publicKeyPem, `${trimmed}\n`, trimmed])];
      const [first, ...others] = forms.map((pem) =>
        signedWithSecret(original, tools, hmac, { alg: 'HS256' }, toUtf8(pem)),
      );
      if (!first) return cannot('The server’s public key is needed.');
      return {
        ok: true,
        tokens: [first.token, ...others.map((each) => each.token)],
        changes: [...first.changes, signatureChange('HMAC with the public key as the secret')],
        note: 'The variants differ in the line break at the end of the key’s text.',
      };
    });
  },
};
