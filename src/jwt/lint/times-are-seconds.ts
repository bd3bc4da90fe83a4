import { own } from '../own';
import { show } from '../show';
import type { Finding, LintRule } from './finding';
import { inPayload } from './places';

/** Beyond this many seconds (the year 5138) a time was surely meant in milliseconds. */
const MILLISECONDS_FROM = 1e11;

export const timesAreSeconds: LintRule = {
  id: 'JW06',
  title: 'Times are numbers of seconds',
  severity: 'error',
  source: 'RFC 7519 §2',
  find(input) {
    const { claims } = input;
    if (!claims) return [];
    return ['exp', 'nbf', 'iat'].flatMap((name): Omit<Finding, 'id'>[] => {
      const value = own(claims, name);
      if (value === undefined) return [];
      const common = { severity: 'error', source: 'RFC 7519 §2', position: inPayload(input, name) } as const;
      if (typeof value !== 'number') {
        const message = `"${name}" is ${show(value)}, not a number; some verifiers refuse it and some never check it.`;
        return [
          {
            ...common,
            message,
            fix: { kind: 'advice', title: `Write "${name}" as seconds since 1970, without quotes.` } as const,
          },
        ];
      }
      if (value < MILLISECONDS_FROM) return [];
      const message = `"${name}" is ${value}: written in milliseconds it means the year ${yearOf(value)} to a verifier.`;
      return [
        {
          ...common,
          message,
          fix: { kind: 'advice', title: `Divide "${name}" by 1000: times are in seconds.` } as const,
        },
      ];
    });
  },
};

function yearOf(seconds: number): string {
  return String(1970 + Math.floor(seconds / 31_556_952));
}
