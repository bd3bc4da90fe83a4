import { describe, expect, it } from 'vitest';
import type { SessionRow } from '../../../src/projections/sessions';
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
  store: 'store',
  corrupted: false,
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

it("lets nothing run in the panel but what the page's nonce names", () => {
  const page = { script: 'https://a/main.js', mermaid: 'https://a/m.js', style: 'https://a/main.css' };
  const html = panelHtml({ ...page, origin: 'https://a' }, 'NONCE');
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1]?.split('; ');
  expect(policy).toEqual([
    "default-src 'none'",
    "script-src 'nonce-NONCE'",
    "style-src https://a 'unsafe-inline'",
    'font-src https://a',
    'img-src https://a blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});
