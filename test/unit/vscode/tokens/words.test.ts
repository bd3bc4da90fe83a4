import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../src/jwt';
import { mayHoldToken, windowAround, WINDOW } from '../../../../src/vscode/tokens/looks';
import { meantToken } from '../../../../src/vscode/tokens/meant-token';
import { readPlace } from '../../../../src/vscode/tokens/place';
import { tokenHtml } from '../../../../src/vscode/tokens/token-html';
import { tokenWords } from '../../../../src/vscode/tokens/token-words';
import { encode, jwt, NOW, SIGNATURE } from './support';

const TOKEN = jwt({ sub: 'alice' });

describe('a token in a few words', () => {
  it.each([
    [jwt({ exp: NOW - 3 * 86_400 }), 'JWT, expired 3 days ago'],
    [jwt({ exp: NOW + 60 }), 'JWT, expires in 1 minute'],
    [jwt({ nbf: NOW + 60, exp: NOW + 90 }), 'JWT, valid in 1 minute'],
    [jwt({}), 'JWT, never expires'],
    [jwt({ exp: 'soon' }), 'JWT, times unreadable'],
    [jwt({}, { alg: 'none' }), 'Unsigned JWT, never expires'],
    [`${encode({ alg: 'dir', enc: 'A256GCM' })}..a.b.c`, 'Encrypted JWT'],
    [`${encode({ alg: 'RS256', cty: 'JWT' })}.${encode(TOKEN)}.${SIGNATURE}`, 'JWT with a token inside'],
    [jwt('no json'), 'Damaged JWT'],
    [TOKEN.slice(0, 30), 'Damaged JWT'],
  ])('says of %s: %s', (token, words) => {
    expect(tokenWords(inspect(token), NOW).words).toBe(words);
  });
});

describe('a text that may hold a token', () => {
  it.each(['{"alg":"HS256"}', '{ "alg": "HS256" }', '{\n"alg":1}', '{\r\n"alg":1}', '{\t"alg":1}'])(
    'is one with %j at its beginning',
    (header) => {
      expect(mayHoldToken(`x ${encode(header)}.e30.`)).toBe(true);
    },
  );

  it('is not just any text', () => {
    expect(mayHoldToken('Lorem ipsum dolor sit amet, foo.bar.baz')).toBe(false);
  });

  it('is read in a window where its line is endless', () => {
    const line = 'x'.repeat(500_000);
    const { text, start } = windowAround(line, 300_000);
    expect([text.length, start]).toEqual([WINDOW, 300_000 - WINDOW / 2]);
    expect(windowAround('short', 3)).toEqual({ text: 'short', start: 0 });
  });
});

describe('the token that was meant', () => {
  it.each([
    ['Bearer', `Authorization: Bearer ${TOKEN}`],
    ['quotes', `"token": "${TOKEN}",`],
    ['a cookie', `Cookie: theme=dark; token=${TOKEN}; a=b`],
    ['a URL parameter', `https://a.example/?id_token=${TOKEN}&state=1`],
    ['line breaks', `${TOKEN.slice(0, 40)}\n  ${TOKEN.slice(40, 70)}\n  ${TOKEN.slice(70)}`],
  ])('is found among %s', (_, text) => {
    expect(meantToken(text)).toEqual({ text: TOKEN, recognized: true });
  });

  it('may be JSON', () => {
    const [header, payload, signature] = TOKEN.split('.');
    const flattened = JSON.stringify({ protected: header, payload, signature }, null, 2);
    expect(meantToken(`\n${flattened}\n`)).toEqual({ text: flattened, recognized: true });
  });

  it('may only look a little like one', () => {
    expect(meantToken('foo.bar')).toEqual({ text: 'foo.bar', recognized: false });
    expect(meantToken(' \n ')).toBeUndefined();
  });
});

it.each([null, 'x', {}, { uri: 'a' }, { uri: 1, line: 0, character: 0 }, { uri: 'a', line: -1, character: 0 }])(
  'takes %j for no place',
  (value) => {
    expect(readPlace(value)).toBeUndefined();
  },
);

it("lets nothing run in the token view but what the page's nonce names", () => {
  const html = tokenHtml({ script: 'https://a/token.js', style: 'https://a/token.css', origin: 'https://a' }, 'NONCE');
  expect(/Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1]?.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'nonce-NONCE'",
    'style-src https://a',
    'font-src https://a',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});
