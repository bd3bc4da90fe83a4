import { describe, expect, test } from 'vitest';
import { CookieJar, type CookiePolicy, type RequestContext } from '../../../../src/lab/browser/cookies';
import { firstFailure } from '../../../../src/model/checks';
import { storeRules } from '../../../../src/lab/browser/cookies/store/store-rules';
import { day, embedded, navigated, noon, typed } from './contexts';

const https = typed('https://www.shop.example/app/login');
const root = typed('https://www.shop.example/');
const http = typed('http://www.shop.example/app/login');
const script: RequestContext = { ...https, api: 'script' };
const elsewhere = 'https://evil.example';

interface Row {
  line: string;
  /** Where the line comes from; the https page by default. */
  context?: RequestContext;
  /** What the jar holds before, set by https; `from` otherwise. */
  before?: string[];
  from?: RequestContext;
  policy?: Partial<CookiePolicy>;
}

function receive({ line, context = https, before = [], from = https, policy = {} }: Row) {
  const jar = new CookieJar(policy);
  for (const each of before) expect(jar.receive(each, from, noon).verdict.ok).toBe(true);
  return jar.receive(line, context, noon);
}

/** For each rule, lines that break it and no earlier one, and lines that come close and do not. */
const rows: Record<string, { breaks: Row[]; keeps: Row[] }> = {
  'control-characters': {
    breaks: [{ line: 'a=1\0' }, { line: 'a=1\r\nb=2' }, { line: 'a=1; Path=/\x7f' }],
    keeps: [{ line: 'a=1\t2' }, { line: 'a=caf\xe9' }],
  },
  size: {
    breaks: [{ line: `a=${'v'.repeat(4096)}` }, { line: 'n'.repeat(4097) }],
    keeps: [{ line: `a=${'v'.repeat(4095)}; Path=/${'p'.repeat(1000)}` }],
  },
  'not-empty': {
    breaks: [{ line: '' }, { line: '=' }, { line: ' ; Secure' }],
    keeps: [{ line: 'a=' }, { line: '=a' }, { line: 'a' }],
  },
  lifetime: { breaks: [], keeps: [{ line: `a=1; Max-Age=${'9'.repeat(30)}` }, { line: 'a=1; Max-Age=never' }] },
  'domain-ascii': {
    breaks: [{ line: 'a=1; Domain=caf\xe9.example' }],
    keeps: [{ line: 'a=1; Domain=xn--caf-dma.example', context: typed('https://xn--caf-dma.example/') }],
  },
  'public-suffix': {
    breaks: [
      { line: 'a=1; Domain=example' },
      { line: 'a=1; Domain=co.uk', context: typed('https://shop.co.uk/') },
      { line: 'a=1; Domain=github.io', context: typed('https://me.github.io/') },
    ],
    keeps: [
      { line: 'a=1; Domain=shop.example' },
      { line: 'a=1; Domain=localhost', context: typed('http://localhost/') },
      { line: 'a=1; Domain=github.io', context: typed('https://github.io/') },
    ],
  },
  'domain-match': {
    breaks: [
      { line: 'a=1; Domain=other.example' },
      { line: 'a=1; Domain=api.shop.example' },
      { line: 'a=1; Domain=deep.www.shop.example' },
      { line: 'a=1; Domain=0.0.1', context: typed('http://127.0.0.1/') },
    ],
    keeps: [
      { line: 'a=1; Domain=.SHOP.example' },
      { line: 'a=1; Domain=' },
      { line: 'a=1; Domain=127.0.0.1', context: typed('http://127.0.0.1/') },
    ],
  },
  path: { breaks: [], keeps: [{ line: 'a=1; Path=/elsewhere' }, { line: 'a=1; Path=elsewhere' }] },
  'secure-origin': {
    breaks: [
      { line: 'a=1; Secure', context: http },
      { line: 'a=1; Secure', context: typed('http://localhost/'), policy: { loopbackIsSecure: false } },
    ],
    keeps: [
      { line: 'a=1; Secure' },
      { line: 'a=1', context: http },
      { line: 'a=1; Secure', context: typed('http://localhost/') },
    ],
  },
  'http-only-from-script': {
    breaks: [{ line: 'a=1; HttpOnly', context: script }],
    keeps: [{ line: 'a=1; HttpOnly' }, { line: 'a=1', context: script }],
  },
  'leave-secure-alone': {
    breaks: [
      { before: ['a=s; Secure'], line: 'a=1', context: http },
      { before: ['a=s; Secure; Path=/app'], line: 'a=1; Path=/app/login', context: http },
      { before: ['a=s; Secure; Path=/'], line: 'a=1; Domain=shop.example', context: http },
      { before: ['a=s; Secure; Path=/; Domain=shop.example'], line: 'a=1', context: http },
    ],
    keeps: [
      { before: ['a=s; Secure'], line: 'a=1' },
      { before: ['a=s'], line: 'a=1', context: http },
      { before: ['a=s; Secure; Partitioned'], line: 'a=1', context: http },
      { before: ['a=s; Secure'], line: 'A=1', context: http },
      { before: ['a=s; Secure; Path=/app/login'], line: 'a=1; Path=/', context: http },
      { before: ['a=s; Secure; Path=/'], line: 'a=1', context: typed('http://api.shop.example/') },
    ],
  },
  'same-site-context': {
    breaks: [
      { line: 'a=1', context: embedded(elsewhere, 'https://www.shop.example/') },
      { line: 'a=1; SameSite=Lax', context: embedded('http://shop.example', 'https://www.shop.example/') },
      { line: 'a=1; SameSite=Strict', context: embedded('', 'https://www.shop.example/') },
      { line: 'a=1', context: { ...embedded(elsewhere, 'https://www.shop.example/'), api: 'script' } },
      { line: 'a=1', context: { ...navigated(elsewhere, 'https://www.shop.example/'), api: 'script' } },
    ],
    keeps: [
      { line: 'a=1; SameSite=None; Secure', context: embedded(elsewhere, 'https://www.shop.example/') },
      { line: 'a=1; SameSite=Strict', context: navigated(elsewhere, 'https://www.shop.example/', { method: 'POST' }) },
      { line: 'a=1; SameSite=Strict', context: embedded('https://shop.example', 'https://api.shop.example/') },
    ],
  },
  'same-site-none': {
    breaks: [{ line: 'a=1; SameSite=None' }],
    keeps: [{ line: 'a=1; SameSite=None; Secure' }, { line: 'a=1; SameSite=None; SameSite=x' }],
  },
  'prefix-secure': {
    breaks: [{ line: '__Secure-a=1' }, { line: '__sECURE-a=1' }],
    keeps: [{ line: '__Secure-a=1; Secure; Domain=shop.example' }, { line: '__Secur-a=1' }],
  },
  'prefix-host': {
    breaks: [
      { line: '__Host-a=1; Path=/' },
      { line: '__Host-a=1; Secure' },
      { line: '__Host-a=1; Secure', context: root },
      { line: '__Host-a=1; Secure; Path=x', context: root },
      { line: '__Host-a=1; Secure; Path=/app' },
      { line: '__host-a=1; Secure; Path=/; Domain=www.shop.example' },
    ],
    keeps: [
      { line: '__Host-a=1; Secure; Path=/' },
      { line: '__Host-a=1; Secure; Path=/; Domain=' },
      { line: '__Host=1' },
    ],
  },
  'prefix-http': {
    breaks: [
      { line: '__Http-a=1; Secure' },
      { line: '__HTTP-a=1; HttpOnly' },
      { line: '__Http-a=1; Secure', context: script },
    ],
    keeps: [{ line: '__Http-a=1; Secure; HttpOnly; Domain=shop.example' }],
  },
  'prefix-host-http': {
    breaks: [{ line: '__Host-Http-a=1; Secure; Path=/' }, { line: '__host-http-a=1; Secure; Path=/' }],
    keeps: [{ line: '__Host-Http-a=1; Secure; Path=/; HttpOnly' }],
  },
  'prefix-hidden': {
    breaks: [
      { line: '=__Host-a=1' },
      { line: '__secure-a' },
      { line: '=__Http-a; Secure; HttpOnly' },
      { line: '__Host-Http-a' },
    ],
    keeps: [{ line: '=a__Host-' }, { line: 'a=__Host-a' }],
  },
  'partitioned-secure': {
    breaks: [{ line: 'a=1; Partitioned' }],
    keeps: [{ line: 'a=1; Partitioned; Secure' }],
  },
  'http-only-kept': {
    breaks: [
      { before: ['a=s; HttpOnly'], line: 'a=1', context: script },
      { before: ['a=s; HttpOnly'], line: 'a=; Max-Age=0', context: script },
    ],
    keeps: [
      { before: ['a=s; HttpOnly'], line: 'a=1' },
      { before: ['a=s; HttpOnly'], line: 'a=1; Path=/', context: script },
    ],
  },
  'creation-time': { breaks: [], keeps: [{ before: ['a=s'], line: 'a=1' }] },
  'something-to-delete': {
    breaks: [
      { line: 'a=; Max-Age=0' },
      { before: ['a=s; Path=/'], line: 'a=; Max-Age=0' },
      { before: ['a=s; Domain=shop.example'], line: 'a=; Max-Age=0' },
      { before: ['a=s; Secure; Partitioned'], line: 'a=; Max-Age=0; Secure' },
    ],
    keeps: [
      { before: ['a=s'], line: 'a=; Max-Age=-1' },
      { before: ['a=s; Path=/'], line: 'a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/' },
    ],
  },
  room: {
    breaks: [{ before: ['a=s; Secure', 'b=s; Secure'], line: 'c=1', policy: { perDomain: 2 } }],
    keeps: [
      { before: ['a=s; Secure', 'b=s; Secure'], line: 'c=1; Secure', policy: { perDomain: 2 } },
      { before: ['a=s', 'b=s; Secure'], line: 'b=1; Secure', policy: { perDomain: 2 } },
      { before: ['a=s', 'b=s'], line: 'c=1', policy: { inAll: 2 } },
    ],
  },
};

test('every rule has its rows, and its own id', () => {
  expect(Object.keys(rows)).toEqual(storeRules.map((rule) => rule.id));
});

describe.each(Object.entries(rows))('%s', (id, { breaks, keeps }) => {
  test.each(breaks.map((row) => [row.line.slice(0, 60), row] as const))('is broken by %j', (_, row) => {
    const { action, verdict, cookie } = receive(row);
    const failure = firstFailure(verdict.checks);
    expect(failure).toMatchObject({ id, outcome: 'failed' });
    for (const words of [failure?.expected, failure?.actual, failure?.fix, failure?.source]) expect(words).toBeTruthy();
    expect({ action, cookie }).toEqual({ action: 'refused', cookie: undefined });
    // Nothing behind the failure was looked at.
    const after = verdict.checks.slice(verdict.checks.findIndex((check) => check.id === id) + 1);
    expect(after.filter((check) => check.outcome !== 'skipped')).toEqual([]);
  });

  test.each(keeps.map((row) => [row.line.slice(0, 60), row] as const))('is kept by %j', (_, row) => {
    const { action, verdict } = receive(row);
    expect(firstFailure(verdict.checks)).toBeUndefined();
    expect(action).not.toBe('refused');
    for (const check of verdict.checks.filter((each) => each.outcome === 'passed')) {
      expect([check.id, Boolean(check.expected && check.actual && check.source)]).toEqual([check.id, true]);
    }
  });
});

describe('what is kept of a line', () => {
  test('everything that it says, and what it leaves out', () => {
    expect(receive({ line: 'sid=abc' }).cookie).toEqual({
      name: 'sid',
      value: 'abc',
      domain: 'www.shop.example',
      hostOnly: true,
      path: '/app',
      secure: false,
      httpOnly: false,
      sameSite: 'default',
      partitioned: false,
      expires: null,
      created: noon,
    });
    expect(
      receive({
        line: 'sid=abc; Domain=shop.example; Path=/; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=60',
      }).cookie,
    ).toEqual({
      name: 'sid',
      value: 'abc',
      domain: 'shop.example',
      hostOnly: false,
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'none',
      partitioned: true,
      expires: noon + 60_000,
      created: noon,
    });
  });

  test('an address as Domain makes it host-only: addresses have no subdomains', () => {
    const { cookie } = receive({ line: 'a=1; Domain=127.0.0.1', context: typed('http://127.0.0.1/') });
    expect(cookie).toMatchObject({ domain: '127.0.0.1', hostOnly: true });
  });

  test('a lifetime that was cut says so', () => {
    const lifetime = (attributes: string) =>
      receive({ line: `a=1; ${attributes}` }).verdict.checks.find(({ id }) => id === 'lifetime')?.actual;
    expect(lifetime('Max-Age=99999999')).toBe('Until 2027-02-09 12:00:00 UTC, from Max-Age, cut down to the limit');
    expect(lifetime('Expires=Wed, 21 Oct 2037 07:28:00 GMT')).toMatch(/from Expires, cut down to the limit$/);
    expect(lifetime('Max-Age=60')).toBe('Until 2026-01-05 12:01:00 UTC, from Max-Age');
    expect(lifetime('Max-Age=soon')).toBe('Until the browser closes: neither Max-Age nor Expires names an end');
  });

  test.each([
    ['Max-Age=86400; Expires=Wed, 21 Oct 2037 07:28:00 GMT', noon + day],
    ['Expires=Wed, 07 Jan 2026 12:00:00 GMT', noon + 2 * day],
    ['Expires=Wed, 21 Oct 2037 07:28:00 GMT', noon + 400 * day],
    ['Max-Age=34560001', noon + 400 * day],
    ['Max-Age=34559999', noon + 400 * day - 1000],
    ['Max-Age=x; Expires=never', null],
  ])('a lifetime: %s', (attributes, expires) => {
    expect(receive({ line: `a=1; ${attributes}` }).cookie?.expires).toBe(expires);
  });
});
