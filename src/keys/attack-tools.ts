import { createHmac } from 'node:crypto';
import { isJsonObject, readJson, type AttackTools } from '../jwt';
import { generateKey } from './generate';
import { makeSignature } from './sign';

/** The tools of the attacks, with Node's cryptography and a key pair of the attacker's own, made now. */
export async function attackTools(
  given: Pick<AttackTools, 'publicKeyPem' | 'ownUrl' | 'claims'> = {},
): Promise<AttackTools> {
  const own = await generateKey({ type: 'RSA', alg: 'RS256' });
  const jwk = readJson(own.publicJwk ?? '{}');
  return {
    ...given,
    hmac: (alg, secret, input) =>
      createHmac(`sha${alg.slice(2)}`, secret)
        .update(input, 'latin1')
        .digest(),
    ownKey: {
      alg: own.alg,
      publicJwk: jwk.ok && isJsonObject(jwk.value) ? jwk.value : {},
      sign: (input) => makeSignature(own.signing.key, own.alg, Buffer.from(input, 'latin1')),
    },
  };
}
