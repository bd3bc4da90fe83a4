/**
 * Where Chromium departs from RFC 6265bis, and our jar follows the draft. The test tries each line in both, so a row
 * that no longer differs has to go.
 */
export interface Difference {
  readonly about: string;
  readonly chromium: string;
  readonly draft: string;
  /** A line that shows it, set by https://www.shop.test/a/b. */
  readonly line: string;
  /** Whether a generated line is touched by it, and so no fair question. */
  touches(line: string): boolean;
}

export const differences: readonly Difference[] = [
  {
    about: 'a tab within a name, a value or the name of an attribute',
    chromium: 'refuses it as a control character',
    draft: 'spares HTAB (§5.6 step 1)',
    line: 'a=1\t2',
    touches: (line) => line.split(/[;=]/).some((part) => part.trim().includes('\t')),
  },
  {
    about: 'a cookie without a name whose value has an equals sign',
    chromium: 'refuses it, since a server would read a name',
    draft: 'keeps it and sends the bare value (§5.8.3 step 4)',
    line: '=a=b',
    touches: (line) => /^[ \t]*=[^;]*=/.test(line),
  },
  {
    about: 'Domain=.',
    chromium: 'refuses it',
    draft: 'drops the dot, and an empty Domain is none (§5.6.3, §5.7 step 10)',
    line: 'a=1; Domain=.',
    touches: (line) => /;[ \t]*domain[ \t]*=[ \t]*\.[ \t]*(;|$)/i.test(line),
  },
  {
    about: 'a good Max-Age followed by one that is not a number',
    chromium: 'looks at the last alone, and ignores it',
    draft: 'ignores the bad one, and the good one is the last (§5.6.2)',
    line: 'a=1; Max-Age=60; Max-Age=x',
    touches: (line) => valuesOf('max-age', line).length > 1,
  },
  {
    about: 'a good Expires followed by one that is not a date',
    chromium: 'looks at the last alone, and ignores it',
    draft: 'ignores the bad one, and the good one is the last (§5.6.1)',
    line: 'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT; Expires=never',
    touches: (line) => valuesOf('expires', line).length > 1,
  },
  {
    about: 'Max-Age with a plus sign',
    chromium: 'reads the number',
    draft: 'ignores it (§5.6.2 step 1)',
    line: 'a=1; Max-Age=+5',
    touches: (line) => valuesOf('max-age', line).includes('+5'),
  },
  {
    about: 'a year before 1601',
    chromium: 'takes it for a time in the past, and keeps nothing',
    draft: 'ignores the attribute (§5.1.1 step 5)',
    line: 'a=1; Expires=Wed, 21 Oct 1600 07:28:00 GMT',
    touches: (line) => valuesOf('expires', line).some((value) => value.includes('1600')),
  },
  {
    about: 'a second number of one digit in a date',
    chromium: 'takes it for the year',
    draft: 'skips it: a year has two digits at least (§5.1.1)',
    line: 'a=1; Expires=Wed, 1 2 Oct 2037 07:28:00',
    touches: (line) => valuesOf('expires', line).some((value) => value.includes('1 2 Oct')),
  },
  {
    about: 'a year of five digits',
    chromium: 'reads it',
    draft: 'finds no year, and ignores the attribute (§5.1.1)',
    line: 'a=1; Expires=21 Oct 20371 07:28:00',
    touches: () => false,
  },
  {
    about: 'letters behind the numbers of a date',
    chromium: 'finds no date',
    draft: 'ignores the letters (§5.1.1)',
    line: 'a=1; Expires=21x Oct 2037x 07:28:00x',
    touches: () => false,
  },
];

function valuesOf(name: string, line: string): string[] {
  return line
    .split(';')
    .slice(1)
    .map((attribute) => attribute.split('='))
    .filter(([each]) => each?.trim().toLowerCase() === name)
    .map(([, ...value]) => value.join('=').trim());
}
