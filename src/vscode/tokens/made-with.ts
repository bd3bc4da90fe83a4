import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LintContext } from '../../jwt';

/** Tells whether an HMAC was made with a secret, so that the rule JW04 can try its word list. */
export const madeWith: NonNullable<LintContext['madeWith']> = (alg, signingInput, signature, secret) => {
  const mac = createHmac(`sha${alg.slice(2)}`, secret)
    .update(signingInput, 'latin1')
    .digest();
  return mac.length === signature.length && timingSafeEqual(mac, signature);
};
