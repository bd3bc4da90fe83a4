import type { Check } from '../model';

/** A verifier that let the token talk it out of the signature (RFC 8725 §2.1). */
export function isUnsigned(checks: readonly Check[]): boolean {
  return checks.some(({ id, outcome }) => id === 'signature' && outcome === 'skipped');
}
