import { describe, expect, test } from 'vitest';
import { CookieJar } from '../../../../src/lab/browser/cookies';
import { at, embedded, minute, noon, typed } from './contexts';

const shop = typed('https://www.shop.example/app/login');

function jarWith(...lines: string[]): CookieJar {
  const jar = new CookieJar();
  lines.forEach((line, index) => expect(jar.receive(line, shop, noon + index).verdict.ok).toBe(true));
  return jar;
}

const names = (cookies: readonly { name: string }[]) => cookies.map(({ name }) => name);

describe('receiving', () => {
  test('stores, replaces, deletes and refuses', () => {
    const jar = new CookieJar();
    expect(jar.receive('a=1', shop, noon)).toMatchObject({ action: 'stored', name: 'a', cookie: { value: '1' } });
    expect(jar.receive('a=2', shop, noon + 5)).toMatchObject({
      action: 'replaced',
      cookie: { value: '2', created: noon },
    });
    expect(jar.receive('a=; Max-Age=0', shop, noon + 6)).toMatchObject({ action: 'deleted', cookie: { value: '2' } });
    expect(jar.receive('a=; Max-Age=0', shop, noon + 7)).toMatchObject({ action: 'refused', name: 'a' });
    expect(jar.all()).toEqual([]);
  });

  test('tells cookies apart by domain, host-only flag, path and partition', () => {
    const jar = jarWith(
      'a=1',
      'a=2; Path=/',
      'a=3; Domain=www.shop.example',
      'a=4; Domain=shop.example',
      'a=5; Secure; Partitioned',
    );
    expect(jar.all()).toHaveLength(5);
  });

  test('a deleted cookie that comes again is new', () => {
    const jar = jarWith('a=1', 'b=1', 'a=; Max-Age=0', 'a=2');
    expect(jar.attach(shop, noon + 9).header).toBe('b=1; a=2');
  });

  test('a line that clears the wrong cookie is told which one there is', () => {
    const { verdict } = jarWith('sid=1; Path=/').receive('sid=; Max-Age=0', shop, noon + 9);
    expect(verdict.checks.find(({ id }) => id === 'something-to-delete')).toMatchObject({
      outcome: 'failed',
      expected: 'A kept cookie for www.shop.example alone, Path /app',
      actual: 'One of this name for www.shop.example alone, Path /',
    });
  });

  test('and is not told of one that a stranger set', () => {
    const jar = new CookieJar();
    jar.receive('sid=1', typed('https://bank.example/'), noon);
    const { verdict } = jar.receive('sid=; Max-Age=0', shop, noon);
    expect(verdict.checks.find(({ outcome }) => outcome === 'failed')?.actual).toBe('No cookie of this name');
  });

  test('reports cookies found expired', () => {
    const jar = jarWith('a=1; Max-Age=60', 'b=1');
    expect(names(jar.receive('c=1', shop, noon + minute).expired)).toEqual(['a']);
    expect(names(jar.all())).toEqual(['b', 'c']);
  });
});

describe('attaching', () => {
  test('puts longer paths first, then older cookies, then earlier arrivals', () => {
    const jar = new CookieJar();
    const lines = ['root=1; Path=/', 'app=1; Path=/app', 'login=1; Path=/app/login', 'also=1; Path=/app'];
    for (const line of lines) jar.receive(line, shop, noon);
    jar.receive('early=1; Path=/app', shop, noon - 1);
    expect(jar.attach(shop, noon).header).toBe('login=1; early=1; app=1; also=1; root=1');
  });

  test('a replaced cookie keeps its place, also within one virtual millisecond', () => {
    const jar = new CookieJar();
    for (const line of ['a=1', 'b=1', 'a=2']) jar.receive(line, shop, noon);
    expect(jar.attach(shop, noon).header).toBe('a=2; b=1');
  });

  test('sends a cookie without a name as its bare value, and one without a value with its equals sign', () => {
    expect(jarWith('=x', 'a=').attach(shop, noon + 9).header).toBe('x; a=');
  });

  test('gives a verdict on every cookie, those sent first', () => {
    const { header, verdicts } = jarWith('no=1; Path=/other', 'yes=1').attach(shop, noon + 9);
    expect(header).toBe('yes=1');
    expect(verdicts.map(({ name, ok }) => [name, ok])).toEqual([
      ['yes', true],
      ['no', false],
    ]);
  });

  test('has no header when nothing goes along', () => {
    expect(new CookieJar().attach(shop, noon)).toEqual({ header: null, verdicts: [], expired: [] });
  });

  test('says once that a cookie has expired, and forgets it', () => {
    const jar = jarWith('a=1; Max-Age=60');
    const first = jar.attach(shop, noon + minute);
    expect(first).toMatchObject({ header: null, verdicts: [{ name: 'a', ok: false }], expired: [{ name: 'a' }] });
    expect(jar.attach(shop, noon + minute).verdicts).toEqual([]);
  });
});

describe('limits', () => {
  test('the 51st cookie of a domain takes the place of the one least recently sent', () => {
    const jar = new CookieJar();
    for (let n = 1; n <= 50; n += 1) jar.receive(`n${String(n)}=1; Path=/${String(n)}`, shop, noon + n);
    jar.attach(typed('https://www.shop.example/1'), noon + 60);
    expect(names(jar.receive('n51=1; Path=/', shop, noon + 61).evicted)).toEqual(['n2']);
    expect(jar.all()).toHaveLength(50);
  });

  test('cookies without Secure go before Secure ones', () => {
    const jar = new CookieJar({ perDomain: 2 });
    jar.receive('old=1; Secure', shop, noon);
    jar.receive('plain=1', shop, noon + 1);
    expect(names(jar.receive('new=1; Secure', shop, noon + 2).evicted)).toEqual(['plain']);
  });

  test('other domains are not crowded out by one', () => {
    const jar = new CookieJar({ perDomain: 2 });
    jar.receive('other=1', typed('https://bank.example/'), noon);
    for (const name of ['a', 'b', 'c']) jar.receive(`${name}=1`, shop, noon + 1);
    expect(names(jar.all())).toEqual(['other', 'b', 'c']);
  });

  test('the 3,001st cookie in all takes the place of the oldest', () => {
    const jar = new CookieJar();
    for (let n = 0; n < 3000; n += 1)
      jar.put({ ...sample, name: 'n', domain: `h${String(n)}.example`, created: noon + n });
    expect(jar.receive('new=1', shop, noon + 4000).evicted).toMatchObject([{ domain: 'h0.example' }]);
    expect(jar.all()).toHaveLength(3000);
  });
});

const sample = {
  name: 'sid',
  value: 'stolen',
  domain: 'www.shop.example',
  hostOnly: true,
  path: '/',
  secure: true,
  httpOnly: true,
  sameSite: 'lax',
  partitioned: false,
  expires: null,
  created: noon,
} as const;

describe('by hand', () => {
  test('a cookie copied from another browser is sent like any other', () => {
    const victim = jarWith('sid=abc; HttpOnly; Secure; Path=/');
    const thief = new CookieJar();
    for (const cookie of victim.all()) thief.put(cookie);
    expect(thief.all()).toEqual(victim.all());
    expect(thief.attach(shop, noon + 9).header).toBe('sid=abc');
  });

  test('putting asks no rule, and replaces', () => {
    const jar = new CookieJar();
    jar.put({ ...sample, name: '__Host-x', domain: 'shop.example', hostOnly: false });
    jar.put({ ...sample, name: '__Host-x', domain: 'shop.example', hostOnly: false, value: 'again' });
    expect(jar.all()).toMatchObject([{ value: 'again' }]);
  });

  test('a Partitioned cookie that is put is sent to its own site', () => {
    const jar = new CookieJar();
    jar.put({ ...sample, partitioned: true, sameSite: 'none' });
    expect(jar.attach(shop, noon).header).toBe('sid=stolen');
    expect(jar.attach(embedded('https://evil.example', 'https://www.shop.example/'), noon).header).toBeNull();
  });

  test('removing', () => {
    const jar = jarWith('a=1; Path=/', 'a=2; Path=/app', 'b=1; Path=/');
    expect(jar.remove('a', 'www.shop.example', '/')).toMatchObject([{ value: '1' }]);
    expect(jar.remove('a', 'www.shop.example', '/')).toEqual([]);
    expect(names(jar.all())).toEqual(['a', 'b']);
  });

  test('closing the browser ends session cookies', () => {
    const jar = jarWith('session=1', 'stays=1; Max-Age=60');
    expect(names(jar.restartBrowser())).toEqual(['session']);
    expect(names(jar.all())).toEqual(['stays']);
  });
});

describe('document.cookie', () => {
  const page = at('https://www.shop.example/app/login');

  test('reads what is not HttpOnly, with a verdict on what is', () => {
    const { text, verdicts } = jarWith('seen=1', 'hidden=1; HttpOnly', 'strict=1; SameSite=Strict').scriptRead(
      page,
      noon + 9,
    );
    expect(text).toBe('seen=1; strict=1');
    expect(verdicts.find(({ name }) => name === 'hidden')?.ok).toBe(false);
  });

  test('reads nothing when there is nothing', () => {
    expect(new CookieJar().scriptRead(page, noon).text).toBe('');
  });

  test('within a stranger’s page reads only what is meant for strangers', () => {
    const jar = jarWith('lax=1; SameSite=Lax', 'none=1; SameSite=None; Secure');
    expect(jar.scriptRead(page, noon + 9, 'https://evil.example').text).toBe('none=1');
  });

  test('writes, and can neither make nor touch an HttpOnly cookie', () => {
    const jar = jarWith('sid=1; HttpOnly');
    expect(jar.scriptWrite('mine=1', page, noon + 9).action).toBe('stored');
    expect(jar.scriptWrite('sid=2', page, noon + 9).action).toBe('refused');
    expect(jar.scriptWrite('sid=; Max-Age=0', page, noon + 9).action).toBe('refused');
    expect(jar.scriptWrite('new=1; HttpOnly', page, noon + 9).action).toBe('refused');
    expect(jar.attach(shop, noon + 9).header).toBe('sid=1; mine=1');
  });
});
