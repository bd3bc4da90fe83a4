import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CookieJar, siteOf, type RequestContext } from '../../src/lab/browser/cookies';
import type { StoredCookie } from '../../src/model/cookies';
import {
  fetchAll,
  fetchAtOnce,
  startOracle,
  type ChromiumCookie,
  type Oracle,
  type Target,
} from './cookies-oracle.browser';
import { differences } from './cookies-oracle.differences';
import { anySetCookieLine } from './cookies-oracle.lines';

/** The same lines and requests, given to our jar and to a real Chromium. */

/** Our jar takes its time from here, Chromium from the machine. */
const now = Date.now();

let oracle: Oracle;
beforeAll(async () => {
  oracle = await startOracle();
});
afterAll(() => oracle.stop());

const shop: Target = { scheme: 'https', host: 'www.shop.test', path: '/a/b' };

function byAddressBar(target: Target): RequestContext {
  return { url: target, method: 'GET', siteForCookies: null, topLevelNavigation: true };
}

function fromPage(page: Target, target: Target, method = 'GET'): RequestContext {
  return { url: target, method, siteForCookies: siteOf(page), topLevelNavigation: false };
}

/** What both sides agree to say of a cookie. The protocol drops octets that are not UTF-8; the Cookie field has them. */
function ours(cookie: StoredCookie): string {
  const { name, domain, hostOnly, path, secure, httpOnly, sameSite, partitioned, expires } = cookie;
  const until = expires === null ? 'session' : lifetime(expires);
  const where = `${hostOnly ? '' : '.'}${domain}${path}`;
  return [ascii(name), where, flags(secure, httpOnly, partitioned), sameSite, until].join(' | ');
}

function theirs(cookie: ChromiumCookie): string {
  const { name, domain, path, secure, httpOnly, sameSite, partitionKey, session, expires } = cookie;
  const until = session ? 'session' : lifetime(expires * 1000);
  const setting = (sameSite ?? 'default').toLowerCase();
  return [ascii(name), `${domain}${path}`, flags(secure, httpOnly, partitionKey !== undefined), setting, until].join(
    ' | ',
  );
}

function flags(secure: boolean, httpOnly: boolean, partitioned: boolean): string {
  return [secure && 'Secure', httpOnly && 'HttpOnly', partitioned && 'Partitioned'].filter(Boolean).join(' ');
}

function ascii(text: string): string {
  return text.replace(/[\x80-\uffff]/g, '');
}

/** Chromium counts from when it reads a line, we from the start: rounded, so that the seconds between do not matter. */
function lifetime(ms: number): string {
  return `${String(Math.round((ms - now) / 600_000) * 10)} min`;
}

describe('generated lines', () => {
  const lines = fc
    .sample(anySetCookieLine, { numRuns: 340, seed: 62_65 })
    .filter((line) => !differences.some((difference) => difference.touches(line)));
  const paths = ['/a/b', '/', '/a/', '/a/b/c'];
  const cases = lines.map((template, at) => {
    // Ten sites, since Chromium keeps 180 cookies of one; a host for each line, so that lines do not meet by accident.
    const site = `s${String(at % 10)}.test`;
    const host = `www.c${String(at)}.${site}`;
    const target: Target = { scheme: at % 3 === 0 ? 'http' : 'https', host, path: paths[at % 4] ?? '/' };
    const line = template.replaceAll('<host>', `c${String(at)}.${site}`).replaceAll('<site>', site);
    return { id: String(at), home: { scheme: target.scheme, host: site, path: '/' } as const, target, line };
  });

  test('are kept, or not, as Chromium does, and sent back as Chromium does', async () => {
    expect(cases.length).toBeGreaterThan(200);
    const jar = new CookieJar({ perDomain: Infinity, inAll: Infinity });
    const results = new Map<string, string>();

    await oracle.fresh(async (page) => {
      for (const [home, group] of groupByHome(cases)) {
        await page.goto(oracle.asking(home, 'home'));
        await fetchAll(
          page,
          group.map(({ target, line }) => oracle.setting(target, line)),
        );
        for (const { id, target, line } of group)
          results.set(id, jar.receive(line, fromPage(home, target), now).action);
      }
      const kept = (await oracle.cookies(page)).map(theirs).sort();
      expect(jar.all().map(ours).sort()).toEqual(kept);
      // Else the lines teach nothing.
      expect(kept.length).toBeGreaterThan(60);

      const questions = cases.flatMap((each) => {
        const { scheme, host } = each.target;
        const deeper = { ...each.target, path: '/a/b/x' };
        const parent = { scheme, host: host.replace('www.', ''), path: '/' };
        return [deeper, parent].map((target, at) => ({ ...each, id: `${each.id}.${String(at)}`, target }));
      });
      for (const [home, group] of groupByHome(questions)) {
        await page.goto(oracle.asking(home, 'home'));
        await fetchAtOnce(
          page,
          group.map(({ id, target }) => oracle.asking(target, id)),
        );
      }
      const sentByUs = questions.map(({ home, id, target, line }) => {
        const { header } = jar.attach(fromPage(home, target), now);
        return { id, target, line, header };
      });
      expect(sentByUs).toEqual(sentByUs.map((each) => ({ ...each, header: oracle.cookieOf(each.id) })));
    });
    expect(new Set(results.values())).toEqual(new Set(['stored', 'refused']));
  });
});

function groupByHome<Case extends { home: Target }>(cases: readonly Case[]): [Target, Case[]][] {
  const groups = new Map<string, [Target, Case[]]>();
  for (const each of cases) {
    const group = groups.get(siteOf(each.home));
    if (group) group[1].push(each);
    else groups.set(siteOf(each.home), [each.home, [each]]);
  }
  return [...groups.values()];
}

describe('known differences', () => {
  test('are differences still', async () => {
    const same: string[] = [];
    await oracle.fresh(async (page) => {
      for (const { about, line } of differences) {
        await page.context().clearCookies();
        await page.goto(oracle.setting(shop, line));
        const kept = (await oracle.cookies(page)).map(theirs);
        const jar = new CookieJar();
        jar.receive(line, byAddressBar(shop), now);
        if (JSON.stringify(jar.all().map(ours)) === JSON.stringify(kept)) same.push(about);
      }
    });
    expect(same).toEqual([]);
  });

  test('a replaced cookie goes to the end in Chromium when its value changes; the draft keeps its place (§5.7 step 23.3)', async () => {
    const header = await oracle.fresh(async (page) => {
      for (const line of ['a=1', 'b=1', 'a=2']) await page.goto(oracle.setting(shop, line));
      await page.goto(oracle.asking(shop, 'order'));
      return oracle.cookieOf('order');
    });
    expect(header).toBe('b=1; a=2');
    const jar = new CookieJar();
    ['a=1', 'b=1', 'a=2'].forEach((line, at) => jar.receive(line, byAddressBar(shop), at));
    expect(jar.attach(byAddressBar(shop), 3).header).toBe('a=2; b=1');
  });
});

describe('special hosts and limits', () => {
  // prettier-ignore
  const rows: [about: string, target: Target, lines: string[]][] = [
    ['loopback counts as secure', { scheme: 'http', host: 'localhost', path: '/' }, ['a=1; Secure', '__Host-b=1; Secure; Path=/', 'c=1; Secure; SameSite=None', 'd=1; Domain=localhost']],
    ['a name below localhost', { scheme: 'http', host: 'a.localhost', path: '/' }, ['a=1; Secure', 'b=1; Domain=localhost', 'c=1; Domain=a.localhost']],
    ['an address has no subdomains', { scheme: 'http', host: '127.0.0.1', path: '/' }, ['a=1; Secure', 'b=1; Domain=127.0.0.1', 'c=1; Domain=0.0.1', 'd=1; Domain=.127.0.0.1']],
    ['a longer public suffix', { scheme: 'https', host: 'shop.co.uk', path: '/' }, ['a=1; Domain=co.uk', 'b=1; Domain=shop.co.uk', 'c=1; Domain=uk']],
    ['a host that is a public suffix', { scheme: 'https', host: 'co.uk', path: '/' }, ['a=1; Domain=co.uk', 'b=1']],
    ['a single label', { scheme: 'https', host: 'shop', path: '/' }, ['a=1; Domain=shop', 'b=1']],
    ['4,096 octets and one more', shop, [`a=${'v'.repeat(4095)}`, `b=${'v'.repeat(4096)}`]],
    ['attributes of 1,024 octets and one more', shop, [`a=1; Path=/${'p'.repeat(1023)}`, `b=1; Path=/${'p'.repeat(1024)}`, `c=1; Domain=${'d'.repeat(1025)}; Secure`]],
    ['sixty attributes', shop, [`a=1${'; x=1'.repeat(60)}; Secure`]],
    ['a secure cookie is left alone', { ...shop, scheme: 'http' }, ['deep=1', 'a=1', 'root=1; Path=/', 'a=1; Domain=shop.test; Path=/a', 'A=1']],
    ['prefixes, at the root', { ...shop, path: '/' }, ['__Host-a=1; Secure; Path=x', '__Host-b=1; Secure; Path=/; Domain=', '__http-c=1; Secure; HttpOnly', '__host-http-d=1; Secure; HttpOnly; Path=/']],
  ];

  test('are kept as Chromium keeps them', async () => {
    const secureOnes = ['deep=s; Secure; Path=/a/b/c', 'a=s; Secure; Path=/a', 'root=s; Secure; Path=/'];
    await oracle.fresh(async (page) => {
      for (const [about, target, lines] of rows) {
        await page.context().clearCookies();
        const jar = new CookieJar();
        for (const [from, together] of [
          [shop, secureOnes],
          [target, lines],
        ] as const) {
          await page.goto(oracle.setting(from, ...together));
          for (const line of together) jar.receive(line, byAddressBar(from), now);
        }
        const kept = (await oracle.cookies(page)).map(theirs).sort();
        expect({ about, kept: jar.all().map(ours).sort() }).toEqual({ about, kept });
      }
    });
  });
});

describe('requests from other sites', () => {
  const evil: Target = { scheme: 'https', host: 'evil.test', path: '/' };
  const sibling: Target = { scheme: 'https', host: 'blog.shop.test', path: '/' };
  const plain: Target = { scheme: 'http', host: 'www.shop.test', path: '/' };
  const kinds = ['strict=1; SameSite=Strict', 'lax=1; SameSite=Lax', 'default=1', 'none=1; SameSite=None'].map(
    (line) => `${line}; Secure; Path=/`,
  );

  /** Each way of asking, as a page does it and as our jar is told of it. */
  // prettier-ignore
  const ways: { about: string; from: Target; run: (page: Page, url: string) => Promise<unknown>; method?: string; navigates?: boolean }[] = [
    { about: 'a link elsewhere', from: evil, navigates: true, run: follow },
    { about: 'a form elsewhere', from: evil, navigates: true, method: 'POST', run: submit },
    { about: 'a fetch elsewhere', from: evil, run: (page, url) => fetchAll(page, [url]) },
    { about: 'a POST by fetch elsewhere', from: evil, method: 'POST', run: (page, url) => fetchAll(page, [url], 'POST') },
    { about: 'a frame elsewhere', from: evil, run: frame },
    { about: 'a link of a sibling host', from: sibling, navigates: true, run: follow },
    { about: 'a form of a sibling host', from: sibling, navigates: true, method: 'POST', run: submit },
    { about: 'a fetch of a sibling host', from: sibling, run: (page, url) => fetchAll(page, [url]) },
    { about: 'a link of the same host by http', from: plain, navigates: true, run: follow },
    { about: 'a fetch of the same host by http', from: plain, run: (page, url) => fetchAll(page, [url]) },
  ];

  test('carry the cookies that Chromium sends', async () => {
    const jar = new CookieJar();
    for (const line of kinds) jar.receive(line, byAddressBar(shop), now);
    await oracle.fresh(async (page) => {
      await page.goto(oracle.setting(shop, ...kinds));
      for (const [at, { about, from, run, method = 'GET', navigates = false }] of ways.entries()) {
        await page.goto(oracle.asking(from, 'home'));
        await run(page, oracle.asking(shop, `way.${String(at)}`));
        const context = { ...fromPage(from, shop, method), topLevelNavigation: navigates };
        expect({ about, header: jar.attach(context, now).header }).toEqual({
          about,
          header: oracle.cookieOf(`way.${String(at)}`),
        });
      }
    });
  });

  test('set the cookies that Chromium lets them set', async () => {
    for (const { about, from, run, method = 'GET', navigates = false } of ways) {
      await oracle.fresh(async (page) => {
        await page.goto(oracle.asking(from, 'home'));
        await run(page, oracle.setting(shop, ...kinds));
        const jar = new CookieJar();
        const context = { ...fromPage(from, shop, method), topLevelNavigation: navigates };
        for (const line of kinds) jar.receive(line, context, now);
        const kept = (await oracle.cookies(page)).map(theirs).sort();
        expect({ about, kept: jar.all().map(ours).sort() }).toEqual({ about, kept });
      });
    }
  });

  test('see Partitioned cookies of their own partition alone', async () => {
    const jar = new CookieJar();
    const own = 'own=1; Secure; SameSite=None; Partitioned';
    const embedded = 'embedded=1; Secure; SameSite=None; Partitioned';
    await oracle.fresh(async (page) => {
      await page.goto(oracle.setting(shop, own));
      await page.goto(oracle.asking(evil, 'home'));
      await fetchAll(page, [oracle.setting(shop, embedded), oracle.asking(shop, 'partition.embedded')]);
      await page.goto(oracle.asking(shop, 'partition.own'));
    });
    jar.receive(own, byAddressBar(shop), now);
    jar.receive(embedded, fromPage(evil, shop), now);
    expect(oracle.cookieOf('partition.embedded')).toBe('embedded=1');
    expect(jar.attach(fromPage(evil, shop), now).header).toBe('embedded=1');
    expect(oracle.cookieOf('partition.own')).toBe('own=1');
    expect(jar.attach(byAddressBar(shop), now).header).toBe('own=1');
  });
});

test('a script reads and writes what a script of Chromium does', async () => {
  const jar = new CookieJar();
  const set = ['seen=1', 'hidden=1; HttpOnly', 'strict=1; SameSite=Strict', 'elsewhere=1; Path=/other'];
  const written = [
    'mine=1',
    'sly=1; HttpOnly',
    'hidden=2',
    'hidden=; Max-Age=0',
    'seen=2; Max-Age=60',
    'x\x01=1',
    '__Http-x=1; Secure',
  ];
  const text = await oracle.fresh(async (page) => {
    await page.goto(oracle.setting(shop, ...set));
    return page.evaluate((lines) => {
      for (const line of lines) document.cookie = line;
      return document.cookie;
    }, written);
  });
  for (const line of set) jar.receive(line, byAddressBar(shop), now);
  for (const line of written) jar.scriptWrite(line, shop, now);
  // The order of a changed cookie is a known difference.
  expect(jar.scriptRead(shop, now).text.split('; ').sort()).toEqual(text.split('; ').sort());
});

function follow(page: Page, url: string): Promise<unknown> {
  return leavePage(page, url, 'GET');
}

function submit(page: Page, url: string): Promise<unknown> {
  return leavePage(page, url, 'POST');
}

/** The page itself begins the navigation, so that it counts as the initiator. */
async function leavePage(page: Page, url: string, method: 'GET' | 'POST'): Promise<unknown> {
  const arrived = page.waitForURL(url);
  await page.evaluate(
    ({ url, method }) => {
      if (method === 'GET') {
        const link = document.body.appendChild(document.createElement('a'));
        link.href = url;
        link.click();
        return;
      }
      const form = document.body.appendChild(document.createElement('form'));
      form.method = 'POST';
      form.action = url;
      form.submit();
    },
    { url, method },
  );
  return arrived;
}

function frame(page: Page, url: string): Promise<unknown> {
  return page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.onload = resolve;
        frame.src = url;
        document.body.appendChild(frame);
      }),
    url,
  );
}
