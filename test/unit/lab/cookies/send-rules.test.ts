import { describe, expect, test } from 'vitest';
import { CookieJar, type CookiePolicy, type RequestContext } from '../../../../src/lab/browser/cookies';
import { sendRules } from '../../../../src/lab/browser/cookies/send/send-rules';
import { day, embedded, minute, navigated, noon, typed } from './contexts';

const home = 'https://www.shop.example/app/page';
const own = 'https://shop.example';
const elsewhere = 'https://evil.example';

interface Row {
  line: string;
  request: RequestContext;
  /** Ms after the cookie was set. */
  later?: number;
  policy?: Partial<CookiePolicy>;
}

/** The ids of the rules that withhold the cookie; none when it is sent. */
function withheldBy({ line, request, later = 0, policy = {} }: Row): string[] {
  const jar = new CookieJar(policy);
  expect(jar.receive(line, typed(home), noon).action).toBe('stored');
  const { header, verdicts } = jar.attach(request, noon + later);
  const [verdict] = verdicts;
  if (!verdict) throw new Error('There is no verdict.');
  expect(verdict.ok).toBe(header !== null);
  for (const check of verdict.checks) {
    if (check.outcome === 'skipped') expect(check.actual).toBeTruthy();
    else expect([check.id, Boolean(check.expected && check.actual && check.source)]).toEqual([check.id, true]);
    if (check.outcome === 'failed') expect(check.fix).toBeTruthy();
  }
  return verdict.checks.filter((check) => check.outcome === 'failed').map((check) => check.id);
}

const rows: Record<string, { withheld: Row[]; sent: Row[] }> = {
  expiry: {
    withheld: [
      { line: 'a=1; Max-Age=60', request: typed(home), later: minute },
      { line: 'a=1; Max-Age=99999999', request: typed(home), later: 400 * day },
    ],
    sent: [
      { line: 'a=1; Max-Age=60', request: typed(home), later: minute - 1 },
      { line: 'a=1', request: typed(home), later: 4000 * day },
    ],
  },
  domain: {
    withheld: [
      { line: 'a=1', request: typed('https://shop.example/app/') },
      { line: 'a=1', request: typed('https://deep.www.shop.example/app/') },
      { line: 'a=1; Domain=shop.example', request: typed('https://evilshop.example/app/') },
    ],
    sent: [
      { line: 'a=1', request: typed('https://www.shop.example:8443/app/') },
      { line: 'a=1; Domain=shop.example', request: typed('https://api.shop.example/app/') },
    ],
  },
  path: {
    withheld: [
      { line: 'a=1', request: typed('https://www.shop.example/') },
      { line: 'a=1; Path=/app', request: typed('https://www.shop.example/apple') },
    ],
    sent: [{ line: 'a=1; Path=/', request: typed('https://www.shop.example/any') }],
  },
  secure: {
    withheld: [{ line: 'a=1; Secure', request: typed('http://www.shop.example/app/') }],
    sent: [
      { line: 'a=1; Secure', request: typed(home) },
      { line: 'a=1', request: typed('http://www.shop.example/app/') },
    ],
  },
  'http-only': {
    withheld: [{ line: 'a=1; HttpOnly', request: embedded(own, home, { api: 'script' }) }],
    sent: [
      { line: 'a=1; HttpOnly', request: embedded(own, home) },
      { line: 'a=1', request: embedded(own, home, { api: 'script' }) },
    ],
  },
  'same-site': {
    withheld: [
      { line: 'a=1; SameSite=Strict', request: navigated(elsewhere, home) },
      { line: 'a=1; SameSite=Strict', request: navigated('http://shop.example', home) },
      { line: 'a=1; SameSite=Lax', request: navigated(elsewhere, home, { method: 'POST' }) },
      { line: 'a=1; SameSite=Lax', request: embedded(elsewhere, home) },
      { line: 'a=1; SameSite=Lax', request: embedded('', home) },
      { line: 'a=1', request: embedded(elsewhere, home) },
      { line: 'a=1', request: embedded(elsewhere, home, { method: 'POST' }) },
      { line: 'a=1', request: navigated(elsewhere, home, { method: 'POST' }), later: 2 * minute + 1 },
      { line: 'a=1', request: navigated(elsewhere, home, { method: 'POST' }), policy: { laxAllowingUnsafe: 0 } },
      { line: 'a=1; SameSite=Lax', request: embedded(elsewhere, home, { api: 'script' }) },
      { line: 'a=1; SameSite=Lax', request: navigated(elsewhere, home, { api: 'script' }) },
    ],
    sent: [
      { line: 'a=1; SameSite=Strict', request: typed(home) },
      { line: 'a=1; SameSite=Strict', request: embedded(own, home, { method: 'POST' }) },
      { line: 'a=1; SameSite=Lax', request: navigated(elsewhere, home) },
      { line: 'a=1; SameSite=Lax', request: navigated(elsewhere, home, { method: 'HEAD' }) },
      { line: 'a=1', request: navigated(elsewhere, home), later: day },
      { line: 'a=1', request: navigated(elsewhere, home, { method: 'POST' }), later: 2 * minute },
      { line: 'a=1; SameSite=None; Secure', request: embedded(elsewhere, home, { method: 'POST' }) },
      { line: 'a=1; SameSite=None; Secure', request: embedded(elsewhere, home, { api: 'script' }) },
    ],
  },
  partition: {
    withheld: [{ line: 'a=1; Secure; SameSite=None; Partitioned', request: embedded(elsewhere, home) }],
    sent: [
      { line: 'a=1; Secure; SameSite=None; Partitioned', request: navigated(elsewhere, home) },
      { line: 'a=1; Secure; SameSite=None; Partitioned', request: embedded('', home, { topLevelSite: own }) },
      { line: 'a=1; Secure; SameSite=None', request: embedded(elsewhere, home) },
    ],
  },
};

test('every rule has its rows, and its own id', () => {
  expect(Object.keys(rows)).toEqual(sendRules.map((rule) => rule.id));
});

describe.each(Object.entries(rows))('%s', (id, { withheld, sent }) => {
  test.each(withheld.map((row) => [row.line, row] as const))('withholds %j', (_, row) => {
    expect(withheldBy(row)).toEqual([id]);
  });

  test.each(sent.map((row) => [row.line, row] as const))('lets %j pass', (_, row) => {
    expect(withheldBy(row)).toEqual([]);
  });
});

test('every broken condition is named, not only the first', () => {
  const request = embedded(elsewhere, 'http://api.shop.example/', { method: 'POST' });
  expect(withheldBy({ line: 'a=1; Secure', request })).toEqual(['domain', 'path', 'secure', 'same-site']);
});
