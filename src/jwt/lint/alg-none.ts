import { own } from '../own';
import { quote } from '../show';
import type { LintRule } from './finding';
import { inHeader } from './places';

/** The name is case-sensitive, but filters that look for "none" exactly were passed with "None" and "nOnE". */
export const algNone: LintRule = {
  id: 'JW01',
  title: 'The token is signed',
  severity: 'error',
  source: 'RFC 8725 §3.2',
  find(input) {
    const alg = input.header && own(input.header, 'alg');
    if (typeof alg !== 'string' || alg.trim().toLowerCase() !== 'none') return [];
    return [
      {
        severity: 'error',
        message: `The algorithm is ${quote(alg)}: nothing protects this token, and anybody can change it.`,
        source: 'RFC 8725 §3.2',
        position: inHeader(input, 'alg'),
        fix: { kind: 'advice', title: 'Sign the token, and let the verifier allow only the algorithm that you use.' },
      },
    ];
  },
};
