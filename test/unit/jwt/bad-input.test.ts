import { describe, expect, it, test } from 'vitest';
import { attacks, explain, findSerializations, findTokens, fromSelection, inspectAny, lint } from '../../../src/jwt';
import { encode } from './node-verifier';

const HEADER = encode({ alg: 'HS256' });
const PAYLOAD = encode({ sub: 'ada' });
const TEN_MB = 10_000_000;

const bytes = (...values: number[]): string => Buffer.from(values).toString('base64url');

const BAD: readonly (readonly [name: string, text: string, says: string])[] = [
  ['nothing', '', 'structure'],
  ['one part', HEADER, 'structure'],
  ['two parts', `${HEADER}.${PAYLOAD}`, 'structure'],
  ['four parts', `${HEADER}.${PAYLOAD}.a.b`, 'structure'],
  ['six parts', `${HEADER}.${PAYLOAD}.a.b.c.d`, 'structure'],
  ['five empty parts', '....', 'structure'],
  ['three empty parts', '..', 'header-json'],
  ['an empty header', `.${PAYLOAD}.c2ln`, 'header-json'],
  ['an empty payload', `${HEADER}..c2ln`, 'claims-json'],
  ['an empty signature', `${HEADER}.${PAYLOAD}.`, 'signature'],
  ['the standard alphabet', `${HEADER}.${PAYLOAD}.ab+/`, 'encoding'],
  ['another alphabet', `${HEADER}.${PAYLOAD}.añ`, 'encoding'],
  ['padding', `${HEADER}.${PAYLOAD}.c2lnbg==`, 'encoding'],
  ['whitespace', ` ${HEADER}.${PAYLOAD}.c2ln`, 'encoding'],
  ['a byte order mark before it', `\ufeff${HEADER}.${PAYLOAD}.c2ln`, 'encoding'],
  ['a byte order mark in the header', `${encode('\ufeff{"alg":"HS256"}')}.${PAYLOAD}.c2ln`, 'header-json'],
  ['a character’s half', `${HEADER}.${bytes(0x7b, 0x22, 0xc3, 0x22, 0x3a, 0x31, 0x7d)}.c2ln`, 'encoding'],
  ['unused bits', `${HEADER}.${PAYLOAD}.ab`, 'encoding'],
  ['a payload that is a list', `${HEADER}.${encode([])}.c2ln`, 'claims-json'],
  ['a header that is a text', `${encode('"alg"')}.${PAYLOAD}.c2ln`, 'header-json'],
  ['a header that is null', `${encode('null')}.${PAYLOAD}.c2ln`, 'header-json'],
];

describe('what is not quite a token', () => {
  test.each(BAD)('%s is told clearly', (_, text, says) => {
    const { verdict, checks } = explain(text, { now: 0, key: 'secret', verifySignature: () => true });
    expect(verdict).toBe('rejected');
    const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
    expect(failed).toContain(says);
    for (const { outcome, expected, actual, fix } of checks) {
      if (outcome === 'failed') for (const words of [expected, actual, fix]) expect(words).toBeTruthy();
    }
  });

  it('is found out where names occur twice', () => {
    const text = `${HEADER}.${encode('{"sub":"a","sub":"b"}')}.c2ln`;
    expect(lint(text).map(({ id }) => id)).toContain('JW17');
  });

  test.each([
    ['letters', 'a'.repeat(TEN_MB)],
    ['dots', '.'.repeat(TEN_MB)],
    ['a header without an end', `eyJ${'a'.repeat(TEN_MB)}.a.b`],
    ['a long payload', `${HEADER}.${encode(`{"a":"${'x'.repeat(TEN_MB * 0.7)}"}`)}.c2ln`],
    ['brackets in the payload', `${HEADER}.${encode('['.repeat(TEN_MB * 0.7))}.c2ln`],
    ['a name over and over', `${HEADER}.${encode(`{${'"a":1,'.repeat(TEN_MB * 0.1)}"a":1}`)}.c2ln`],
    [
      'secrets, each another',
      `${HEADER}.${encode(`{${Array.from({ length: 200_000 }, (_, at) => `"a${at}":{"password":"x${at}"}`).join(',')}}`)}.c2ln`,
    ],
    ['open braces', '{'.repeat(TEN_MB)],
    ['emoji', '😀'.repeat(TEN_MB / 4)],
  ])('ten megabytes of %s neither crash nor hang', { timeout: 60_000 }, (_, text) => {
    const from = performance.now();
    findTokens(text);
    findSerializations(text);
    fromSelection(text);
    inspectAny(text);
    explain(text, { now: 0 });
    lint(text);
    attacks[0]?.forge(text, {});
    // Far above what it takes, far below what quadratic work would.
    expect(performance.now() - from).toBeLessThan(40_000);
  });
});

describe('what would be alive elsewhere', () => {
  const ALIVE =
    '</script><img src=x onerror=alert(1)> [x](command:workbench.action.quit) \u001b[31m \u202egnp.exe \u0085';

  it('is inert in every sentence', () => {
    const text = `${encode({ alg: ALIVE, kid: `../${ALIVE}`, crit: [ALIVE] })}.${encode({ iss: ALIVE, exp: ALIVE, [`password${''}`]: ALIVE })}.c2ln`;
    const sentences = [
      ...lint(text).map(({ message }) => message),
      ...explain(text, { now: 0, issuer: 'x', audience: 'y' }).checks.flatMap(({ expected, actual, fix }) => [
        expected,
        actual,
        fix,
      ]),
    ].join('\n');
    // eslint-disable-next-line no-control-regex -- control characters are what this looks for
    expect(sentences).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });
});
