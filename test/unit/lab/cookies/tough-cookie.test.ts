import fc from 'fast-check';
import { CookieJar as ToughJar } from 'tough-cookie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CookieJar, type RequestContext, type UrlParts } from '../../../../src/lab/browser/cookies';
import { anySetCookieLine } from '../../../browser/cookies-oracle.lines';
import { day, embedded, noon, typed } from './contexts';

/** tough-cookie is a second opinion on most of RFC 6265; where it is not one on RFC 6265bis, this file says so. */

/** It takes the time from the machine. */
beforeEach(() => vi.useFakeTimers({ now: noon, toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

const page = 'https://www.shop.test/app/login';

class Tough {
  readonly #jar = new ToughJar(undefined, { looseMode: true, prefixSecurity: 'silent', allowSpecialUseDomain: true });

  receive(line: string, url: UrlParts): void {
    this.#jar.setCookieSync(line, href(url), { ignoreError: true, sameSiteContext: 'strict' });
  }

  header(url: UrlParts): string | null {
    return this.#jar.getCookieStringSync(href(url), { sameSiteContext: 'strict' }) || null;
  }

  fromElsewhere(url: UrlParts): string | null {
    return this.#jar.getCookieStringSync(href(url), { sameSiteContext: 'none' }) || null;
  }
}

function href({ scheme, host, path }: UrlParts): string {
  return `${scheme.replace(':', '')}://${host}${path}`;
}

interface Departure {
  readonly about: string;
  /** Lines, each set by the page, or over http where it begins with `http:`. */
  readonly lines: readonly string[];
  readonly ours: string | null;
  readonly tough: string | null;
  readonly later?: number;
  readonly fromElsewhere?: boolean;
  touches?(line: string): boolean;
}

const attribute = (pattern: string) => new RegExp(`;[ \\t]*${pattern}`, 'i');

const departures: readonly Departure[] = [
  {
    about: 'SameSite missing: it sends the cookie along with a stranger’s request (§5.8.3)',
    lines: ['a=1'],
    ours: null,
    tough: 'a=1',
    fromElsewhere: true,
  },
  {
    about: 'SameSite=None without Secure is kept (§5.7 step 19)',
    lines: ['a=1; SameSite=None'],
    ours: null,
    tough: 'a=1',
    touches: (line) => attribute('samesite[ \\t]*=[ \\t]*none').test(line),
  },
  {
    about: 'an insecure answer overwrites a Secure cookie (§5.7 step 16)',
    lines: ['a=1; Secure', 'http:a=2'],
    ours: 'a=1',
    tough: 'a=2',
  },
  {
    about: 'lifetimes beyond 400 days (§5.5)',
    lines: ['a=1; Max-Age=99999999'],
    later: 401 * day,
    ours: null,
    tough: 'a=1',
  },
  {
    about: 'more than 4,096 octets (§5.6 step 5)',
    lines: [`a=${'v'.repeat(4096)}`],
    ours: null,
    tough: `a=${'v'.repeat(4096)}`,
  },
  {
    about: 'prefixes in other letters (§5.7 steps 20, 21)',
    lines: ['__secure-a=1'],
    ours: null,
    tough: '__secure-a=1',
    touches: (line) => /^[ \t]*__(secure|host|http)-/i.test(line),
  },
  {
    about: '__Http- and __Host-Http- (draft-ietf-httpbis-layered-cookies §5.4.3)',
    lines: ['__Http-a=1; Secure'],
    ours: null,
    tough: '__Http-a=1',
    touches: (line) => /^[ \t]*__(host-)?http-/i.test(line),
  },
  {
    about: 'a prefix hidden in a cookie without a name (§5.7 step 22)',
    lines: ['=__Host-a'],
    ours: null,
    tough: '__Host-a',
    touches: (line) => /^[ \t]*=?[ \t]*__(host|secure|http)-/i.test(line),
  },
  {
    about: 'Partitioned without Secure (CHIPS)',
    lines: ['a=1; Partitioned'],
    ours: null,
    tough: 'a=1',
    touches: (line) => attribute('partitioned').test(line),
  },
  {
    about: 'an attribute of more than 1,024 octets (§5.6)',
    lines: [`a=1; Max-Age=0; Max-Age=${'0'.repeat(1024)}9`],
    ours: null,
    tough: 'a=1',
  },
  {
    about: 'control characters: it lets DEL pass (§5.6 step 1)',
    lines: ['a=\x7f'],
    ours: null,
    tough: 'a=\x7f',
    touches: (line) => line.includes('\x01') || line.includes('\x7f'),
  },
  {
    about: 'a tab in the middle is a control character to it, which the draft spares (§5.6 step 1)',
    lines: ['a=1\t2'],
    ours: 'a=1\t2',
    tough: null,
    touches: (line) => line.split(/[;=]/).some((part) => part.trim().includes('\t')),
  },
  {
    about: 'a cookie with neither name nor value is kept (§5.7 step 2)',
    lines: ['a=1', '='],
    ours: 'a=1',
    tough: 'a=1; ',
    touches: (line) => /^[ \t]*=?[ \t]*(;|$)/.test(line),
  },
  {
    about: 'a cookie without a name: it looks for the name behind the first equals sign (§5.6 step 3)',
    lines: ['=a=b', 'a=c'],
    ours: 'a=b; a=c',
    tough: 'a=c',
    touches: (line) => /^[ \t]*=[^;]*=/.test(line),
  },
  {
    about: 'an empty Domain behind another does not win (§5.7 step 7)',
    lines: ['a=1; Domain=other.test; Domain='],
    ours: 'a=1',
    tough: null,
    touches: (line) => (line.match(/;[ \t]*domain/gi) ?? []).length > 1,
  },
];

function compare({ lines, later = 0, fromElsewhere = false }: Departure): {
  ours: string | null;
  tough: string | null;
} {
  const jar = new CookieJar();
  const tough = new Tough();
  for (const each of lines) {
    const insecure = each.startsWith('http:');
    const line = insecure ? each.slice('http:'.length) : each;
    const from = typed(insecure ? page.replace('https', 'http') : page);
    jar.receive(line, from, noon);
    tough.receive(line, from.url);
  }
  vi.setSystemTime(noon + later);
  const request = fromElsewhere ? embedded('https://evil.test', page) : typed(page);
  return {
    ours: jar.attach(request, noon + later).header,
    tough: fromElsewhere ? tough.fromElsewhere(request.url) : tough.header(request.url),
  };
}

describe('where tough-cookie is not RFC 6265bis', () => {
  test.each(departures.map((departure) => [departure.about, departure] as const))('%s', (_, departure) => {
    expect(compare(departure)).toEqual({ ours: departure.ours, tough: departure.tough });
  });
});

test('elsewhere both keep the same and send the same', () => {
  const url = fc.record({
    scheme: fc.constantFrom('http', 'https'),
    host: fc.constantFrom('www.shop.test', 'shop.test', 'deep.www.shop.test'),
    path: fc.constantFrom('/', '/a', '/a/', '/a/b', '/a/b/c', '/other'),
  });
  const lines = anySetCookieLine
    .filter((line) => !departures.some((departure) => departure.touches?.(line)))
    .map((line) => line.replaceAll('<host>', 'www.shop.test').replaceAll('<site>', 'shop.test'));
  let sent = 0;
  fc.assert(
    fc.property(lines, url, fc.array(url, { minLength: 1, maxLength: 4 }), (line, from, requests) => {
      const jar = new CookieJar();
      const tough = new Tough();
      const context = (target: UrlParts): RequestContext => ({ ...typed(page), url: target });
      jar.receive(line, context(from), noon);
      tough.receive(line, from);
      for (const request of [from, ...requests]) {
        const { header } = jar.attach(context(request), noon);
        expect(header).toBe(tough.header(request));
        if (header !== null) sent += 1;
      }
    }),
    { numRuns: 1500, seed: 6265 },
  );
  expect(sent).toBeGreaterThan(300);
});
