import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fromSelection } from '../../../src/jwt';
import { encode } from './node-verifier';

const header = encode({ alg: 'HS256', typ: 'JWT' });
const payload = encode({ sub: 'ada', name: 'Ada Lovelace', admin: true, iss: 'https://shop.example' });
const JWS = `${header}.${payload}.${Buffer.alloc(32, 7).toString('base64url')}`;

function wrap(text: string, width: number, glue: string): string {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += width) lines.push(text.slice(at, at + width));
  return lines.join(glue);
}

describe('takes the token out of', () => {
  test.each([
    ['itself', JWS],
    ['Bearer', `Bearer ${JWS}`],
    ['a header line and the next', `Authorization: Bearer ${JWS}\nHost: shop.example`],
    ['quotes', `"${JWS}",`],
    ['a cookie', `token=${JWS}; Path=/`],
    ['a URL', `https://a.example/?t=${JWS}&x=1`],
    ['a word below it', `${JWS}\nfoo`],
    ['another token below it', `${JWS}\n${JWS}`],
    ['spaces', `  ${JWS}  `],
  ])('%s', (_, text) => {
    const start = text.indexOf(JWS);
    expect(fromSelection(text)).toEqual({ text: JWS, start, end: start + JWS.length, joined: false, recognized: true });
  });
});

test('two tokens on two lines stay two, even where the signature could be of any length', () => {
  const token = `${encode({ alg: 'X' })}.${payload}.c2ln`;
  expect(fromSelection(`${token}\n${token}`)).toMatchObject({ text: token, joined: false });
});

describe('joins a token that is wrapped', () => {
  test.each([
    ['plainly', (token: string) => wrap(token, 40, '\n')],
    ['with carriage returns', (token: string) => wrap(token, 64, '\r\n')],
    ['and indented', (token: string) => `  ${wrap(token, 64, '\n  ')}`],
    ['in quoted mail', (token: string) => `> ${wrap(token, 64, '\n> ')}`],
    ['with a shell continuation', (token: string) => wrap(token, 30, '\\\n')],
    ['after Bearer, within quotes', (token: string) => `-H "Authorization: Bearer ${wrap(token, 50, '\n')}"`],
    ['with other lines around', (token: string) => `Token:\n${wrap(token, 50, '\n')}\n\nEnd of token`],
    ['at the dots', (token: string) => token.replaceAll('.', '\n.\n')],
    ['behind the dots', (token: string) => token.replaceAll('.', '.\n')],
    ['with a word below', (token: string) => `${wrap(token, 50, '\n')}\nfoo`],
  ])('%s', (_, damage) => {
    expect(fromSelection(damage(JWS))).toMatchObject({ text: JWS, joined: true, recognized: true });
  });

  it('at any width', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: JWS.length - 1 }),
        fc.constantFrom('\n', '\r\n', '\n    ', ' \n'),
        (width, glue) => {
          expect(fromSelection(wrap(JWS, width, glue))?.text).toBe(JWS);
        },
      ),
    );
  });

  it('tells what it covers', () => {
    const text = `Bearer ${wrap(JWS, 50, '\n')} `;
    const found = fromSelection(text);
    expect(text.slice(found?.start, found?.end).replaceAll('\n', '')).toBe(JWS);
  });
});

describe('offers the likeliest piece where nothing looks like a token', () => {
  test.each([
    ['"foo.bar.baz"', 'foo.bar.baz'],
    ['Bearer foo.bar', 'foo.bar'],
    ['token=foo.bar.baz;', 'foo.bar.baz'],
    ['abcdef', 'abcdef'],
    ['', undefined],
    [' \n ', undefined],
    ['no token in these words', undefined],
  ])('%j', (text, piece) => {
    const found = fromSelection(text);
    expect(found?.text).toBe(piece);
    expect(found?.recognized ?? false).toBe(false);
    if (found) expect(text.slice(found.start, found.end)).toBe(found.text);
  });
});

test('never throws', () => {
  const soup = fc.array(fc.constantFrom(JWS, header, 'eyJ', '.', '\n', '\r\n', ' ', '=', '"', 'Bearer ', '\\', 'é'), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(soup, (pieces) => void fromSelection(pieces.join(''))),
    { numRuns: 3000 },
  );
});
