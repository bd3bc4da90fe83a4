import { describe, expect, it } from 'vitest';
import type { SessionRow } from '../../../src/projections/sessions';
import { decodedToken } from '../../../src/vscode/decoded-token';
import { panelHtml } from '../../../src/vscode/panel-html';
import { sessionText } from '../../../src/vscode/session-text';

const ROW: SessionRow = {
  sid: 'abcdefghijklmnop',
  shortSid: 'abcdef…',
  user: 'alice',
  data: { cookie: { path: '/' }, user: { id: '1' } },
  bytes: 106,
  expires: Date.UTC(2026, 0, 1, 0, 30),
  remaining: 1_798_000,
  expired: false,
};

describe('a session in the tree', () => {
  it('shows who, how long, and everything below', () => {
    const text = sessionText(ROW);
    expect(text.description).toBe('alice, 29:58 left');
    expect(Object.fromEntries(text.details.map(({ label, value }) => [label, value]))).toEqual({
      Id: 'abcdefghijklmnop',
      User: 'alice',
      'data.cookie': '{"path":"/"}',
      'data.user': '{"id":"1"}',
      Size: '106 bytes',
      Expires: '2026-01-01T00:30:00.000Z, 29:58 left',
    });
  });

  it.each([
    [3_723_000, '1:02:03 left'],
    [5_000, '0:05 left'],
    [0, 'expired 0:00 ago'],
    [-5_000, 'expired 0:05 ago'],
    [null, 'never expires'],
  ])('counts %s ms as "%s"', (remaining, words) => {
    expect(sessionText({ ...ROW, remaining }).description).toBe(`alice, ${words}`);
  });
});

describe('a decoded token', () => {
  const encode = (value: string): string => Buffer.from(value).toString('base64url');
  const header = encode('{"alg":"HS256"}');
  const now = 1_000_000;

  it('shows header, claims, times, and that nothing was verified', () => {
    const text = decodedToken(`${header}.${encode(`{"sub":"alice","exp":${now + 300}}`)}.c2ln`, now);
    expect(text).toContain('// Decoded, not verified.');
    expect(text).toContain('"alg": "HS256"');
    expect(text).toContain('"sub": "alice"');
    expect(text).toContain('in 5 minutes');
    expect(text).not.toContain('c2ln');
    const bare = text.replaceAll(/^ *\/\/.*$/gm, '');
    expect(JSON.parse(bare)).toEqual({ header: { alg: 'HS256' }, claims: { sub: 'alice', exp: now + 300 } });
  });

  it('says what is wrong with a broken one', () => {
    expect(decodedToken(header, now)).toContain('// 1 part;');
    expect(decodedToken(`${header}.e30.`, now)).toContain('whoever accepts this token accepts anything');
  });

  it('keeps what is no JSON inside comments, whatever line breaks it has', () => {
    const text = decodedToken(`${header}.${encode('no\r\nJSON\u2028here\rat all')}.c2ln`, now);
    const claims = text.slice(text.indexOf('// The claims'), text.indexOf('// Signature')).trim();
    expect(claims).toContain('at all');
    expect(claims.split(/\r\n|[\n\r\u0085\u2028\u2029]/).every((line) => /^ *\/\/|^$/.test(line))).toBe(true);
  });
});

it("lets nothing run in the panel but what the page's nonce names", () => {
  const html = panelHtml({ script: 'https://a/main.js', style: 'https://a/main.css', origin: 'https://a' }, 'NONCE');
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1]?.split('; ');
  expect(policy).toEqual([
    "default-src 'none'",
    "script-src 'nonce-NONCE'",
    "style-src https://a 'unsafe-inline'",
    'font-src https://a',
    'img-src https://a',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});
