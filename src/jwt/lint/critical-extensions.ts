import { own } from '../own';
import { quote } from '../show';
import type { LintRule } from './finding';
import { inHeader } from './places';

/** Registered parameters must not be listed: everybody understands them anyway (RFC 7515 §4.1.11). */
const REGISTERED = [
  'epk',
  'apu',
  'apv',
  'iv',
  'tag',
  'p2s',
  'p2c',
  'alg',
  'enc',
  'zip',
  'jku',
  'jwk',
  'kid',
  'x5u',
  'x5c',
  'x5t',
  'x5t#S256',
  'typ',
  'cty',
  'crit',
];

export const criticalExtensions: LintRule = {
  id: 'JW14',
  title: 'Every critical extension is known',
  severity: 'error',
  source: 'RFC 7515 §4.1.11',
  find(input) {
    const { header } = input;
    const crit = header && own(header, 'crit');
    if (!header || crit === undefined) return [];
    const found = (message: string, title: string) => ({
      severity: 'error' as const,
      message,
      source: 'RFC 7515 §4.1.11',
      position: inHeader(input, 'crit'),
      fix: { kind: 'advice' as const, title },
    });
    if (!Array.isArray(crit) || crit.length === 0) {
      return [found('"crit" is not a list of at least one name.', 'Leave "crit" out, or list names in it.')];
    }
    const names: readonly unknown[] = crit;
    return names.slice(0, 20).flatMap((name, index) => {
      if (typeof name !== 'string')
        return [found('"crit" lists something that is no name.', 'List only names in "crit".')];
      if (names.indexOf(name) !== index) return [found(`"crit" lists ${quote(name)} twice.`, 'List each name once.')];
      if (!Object.hasOwn(header, name)) {
        return [
          found(
            `"crit" lists ${quote(name)}, which the header does not have.`,
            `Add ${quote(name)} or take it out of "crit".`,
          ),
        ];
      }
      if (REGISTERED.includes(name)) {
        return [
          found(
            `"crit" lists ${quote(name)}, which every reader knows and which must not be there.`,
            `Take ${quote(name)} out of "crit".`,
          ),
        ];
      }
      if (name === 'b64') return [];
      return [
        found(
          `${quote(name)} is critical: a verifier that does not know it must reject the token.`,
          'Leave it out, or make sure that every verifier knows it.',
        ),
      ];
    });
  },
};
