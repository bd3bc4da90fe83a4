import { findAlgorithm } from '../algorithms';
import { showChoice } from '../show';
import type { LintRule } from './finding';
import { VERIFIER } from './places';

/** A list with both kinds lets a public key be taken for a secret. */
export const algAllowlist: LintRule = {
  id: 'JW02',
  title: 'The verifier names its algorithms, all of one kind',
  severity: 'error',
  source: 'RFC 8725 §3.1',
  needs: 'the verifier’s options',
  find({ context: { verifier } }) {
    if (!verifier) return [];
    const found = (message: string, title: string) => [
      {
        severity: 'error',
        message,
        source: 'RFC 8725 §3.1',
        position: VERIFIER,
        fix: { kind: 'advice', title },
      } as const,
    ];
    const allowed = verifier.algorithms;
    if (!allowed || allowed.length === 0) {
      return found(
        'The verifier names no allowed algorithms, so the token’s own header decides.',
        'Name the one algorithm that the issuer uses.',
      );
    }
    const unsigned = allowed.find((name) => name.trim().toLowerCase() === 'none');
    if (unsigned !== undefined) {
      return found('The verifier allows "none": it accepts tokens that anybody wrote.', 'Take "none" out of the list.');
    }
    const shared = allowed.filter((name) => findAlgorithm(name)?.keys.includes('secret'));
    const pairs = allowed.filter((name) => findAlgorithm(name)?.keys.includes('secret') === false);
    if (shared.length === 0 || pairs.length === 0) return [];
    return found(
      `The verifier allows ${showChoice(shared)} beside ${showChoice(pairs)}: a public key could be used as a secret.`,
      'Allow either shared secrets or key pairs, and use a key for one algorithm only.',
    );
  },
};
