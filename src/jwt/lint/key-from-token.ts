import { own } from '../own';
import { show } from '../show';
import type { LintInput, LintRule } from './finding';
import { inHeader } from './places';

/** Proofs of possession carry the key that they prove: there it is no way in (RFC 9449 §4.2). */
const PROOF_TYPES: readonly unknown[] = ['dpop+jwt', 'openid4vci-proof+jwt'];

const WHY: Readonly<Record<string, string>> = {
  jwk: 'The header brings its own key: a verifier that takes it accepts what anybody signed.',
  jku: 'The header says where to get the key: a verifier that goes there accepts what anybody signed.',
  x5u: 'The header says where to get the certificate: a verifier that goes there accepts what anybody signed.',
  x5c: 'The header brings its own certificate: it proves nothing unless the chain ends at a root that the verifier trusts for this.',
};

export const keyFromToken: LintRule = {
  id: 'JW12',
  title: 'The key does not come from the token',
  severity: 'error',
  source: 'RFC 8725 §3.10',
  find(input) {
    const { header } = input;
    if (!header) return [];
    return Object.entries(WHY).flatMap(([name, message]) => {
      const value = own(header, name);
      if (value === undefined || isFine(input, name, value)) return [];
      const where = typeof value === 'string' ? ` (${show(value)})` : '';
      const title =
        name === 'jku' || name === 'x5u'
          ? 'Fetch keys only from addresses that the verifier has in its own list.'
          : 'Take keys from the verifier’s own store, by "kid" at most.';
      return [
        {
          severity: name === 'x5c' ? 'warning' : 'error',
          message: message.replace(':', `${where}:`),
          source: 'RFC 8725 §3.10',
          position: inHeader(input, name),
          fix: { kind: 'advice', title },
        } as const,
      ];
    });
  },
};

function isFine({ header, context }: LintInput, name: string, value: unknown): boolean {
  if (name === 'jwk') return PROOF_TYPES.includes(header?.['typ']);
  if (name === 'x5c' || typeof value !== 'string') return false;
  return context.trustedKeyUrls?.some((prefix) => value.startsWith(prefix)) ?? false;
}
