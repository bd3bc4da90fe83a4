import { describeKeyKind, findAlgorithm } from '../algorithms';
import { own } from '../own';
import { quote } from '../show';
import type { LintRule } from './finding';
import { inHeader } from './places';

export const algFitsKey: LintRule = {
  id: 'JW03',
  title: 'The algorithm is the one that the key is for',
  severity: 'error',
  source: 'RFC 8725 §3.1',
  needs: 'the key',
  find(input) {
    const { key } = input.context;
    const alg = input.header && own(input.header, 'alg');
    if (!key || typeof alg !== 'string' || alg.toLowerCase() === 'none') return [];
    const algorithm = findAlgorithm(alg);
    const problem =
      algorithm && !algorithm.keys.includes(key.kind)
        ? `${quote(alg)} needs ${algorithm.keys.map(describeKeyKind).join(' or ')}, and the key is ${describeKeyKind(key.kind)}.`
        : key.alg !== undefined && key.alg !== alg
          ? `The header says ${quote(alg)}, and the key is for ${quote(key.alg)} only.`
          : undefined;
    if (problem === undefined) return [];
    const title = 'Use every key with exactly one algorithm, and let the verifier insist on it.';
    return [
      {
        severity: 'error',
        message: problem,
        source: 'RFC 8725 §3.1',
        position: inHeader(input, 'alg'),
        fix: { kind: 'advice', title },
      },
    ];
  },
};
