import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventOf, HeaderLine } from '../../../src/model';
import { copiesOf, curlOf } from '../../../src/projections/copies';
import { diagram } from '../../../src/projections/diagram';
import { COOKIE_VALUE, statefulStory } from './traces';

function request(url: string, headers: readonly HeaderLine[], body: string, method = 'POST'): EventOf<'request.sent'> {
  return {
    seq: 0,
    at: 0,
    actor: 'browser',
    boot: 1,
    kind: 'request.sent',
    data: { method, url, headers, body, cookies: [] },
  };
}

/** What a real shell makes of a command line whose program is `curl`. */
function argumentsOf(line: string): string[] {
  const script = `curl() { for each in "$@"; do printf '%s\\0' "$each"; done; }\n${line}\n`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('a request as a curl command line', () => {
  it('has method, address, header fields and body, but for those that curl sets itself', () => {
    const line = curlOf(
      request(
        'https://shop.example/login',
        [
          ['Host', 'shop.example'],
          ['Accept', '*/*'],
        ],
        'a=1',
      ),
    );
    expect(argumentsOf(line)).toEqual([
      'https://shop.example/login',
      '--request',
      'POST',
      '--header',
      'Accept: */*',
      '--data-raw',
      'a=1',
    ]);
  });

  it('comes through a real shell as it is, whatever stands in it', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0'));
    fc.assert(
      fc.property(text, text, text, (path, value, body) => {
        const given = argumentsOf(curlOf(request(`https://x/${path}`, [['X-A', value]], body)));
        expect(given[0]).toBe(`https://x/${path}`);
        expect(given).toContain(value === '' ? 'X-A;' : `X-A: ${value}`);
        if (body !== '') expect(given.at(-1)).toBe(body);
      }),
      { numRuns: 40, examples: [["'; rm -rf / #", '$(id) `id` "x"', "a'b\\'c\nd"]] },
    );
  });
});

describe('what can be copied', () => {
  const { events } = statefulStory();
  const items = diagram(events).sections.flatMap((section) => section.items);
  const labels = (kind: string): string[] => {
    const item = items.find(({ seq }) => events[seq]?.kind === kind);
    return item ? copiesOf(events, item).map(({ id }) => id) : [];
  };

  it('is a request in three forms, a response in two, and anything as its events', () => {
    expect(labels('request.sent')).toEqual(['curl', 'http', 'json']);
    expect(labels('response.started')).toEqual(['http', 'json']);
    expect(labels('password.checked')).toEqual(['json']);
  });

  it('stands there as it was sent, with the line ends of HTTP', () => {
    const seq = events.filter(({ kind }) => kind === 'request.sent')[3]?.seq;
    const item = items.find((each) => each.seq === seq);
    const http = item && copiesOf(events, item).find(({ id }) => id === 'http')?.text;
    expect(http).toBe(`GET /profile HTTP/1.1\r\nCookie: __Host-sid=${COOKIE_VALUE}\r\n\r\n`);
  });
});
