import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { HeaderLine } from '../../../../src/model';
import { toHar, type HarOptions } from '../../../../src/projections/exports/har';
import { randomTrace } from '../random-traces';
import { recorded } from '../recorded';
import {
  COOKIE_LINE,
  COOKIE_VALUE,
  PASSWORD,
  SID,
  Story,
  TOKEN,
  WRONG_PASSWORD,
  statefulStory,
  statelessStory,
} from '../traces';

/** HAR 1.2 as its specification has it; members of others begin with an underscore, and there are none here. */
const time = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)) && /^\d{4}-.*T.*(Z|[+-]\d\d:\d\d)$/.test(text));
const size = z.int().min(-1);
const pair = z.strictObject({ name: z.string(), value: z.string(), comment: z.string().optional() });
const cookie = z.strictObject({
  name: z.string(),
  value: z.string(),
  path: z.string().optional(),
  domain: z.string().optional(),
  expires: time.optional(),
  httpOnly: z.boolean().optional(),
  secure: z.boolean().optional(),
});
const message = {
  httpVersion: z.string(),
  cookies: z.array(cookie),
  headers: z.array(pair),
  headersSize: size,
  bodySize: size,
};
const entry = z.strictObject({
  pageref: z.string().optional(),
  startedDateTime: time,
  time: z.number().min(0),
  request: z.strictObject({
    method: z.string(),
    url: z.string(),
    queryString: z.array(pair),
    postData: z.strictObject({ mimeType: z.string(), params: z.array(pair), text: z.string() }).optional(),
    ...message,
  }),
  response: z.strictObject({
    status: z.int(),
    statusText: z.string(),
    content: z.strictObject({ size: z.int().min(0), mimeType: z.string(), text: z.string().optional() }),
    redirectURL: z.string(),
    ...message,
  }),
  cache: z.strictObject({}),
  timings: z.strictObject({ send: z.number().min(0), wait: z.number().min(0), receive: z.number().min(0) }),
  comment: z.string().optional(),
});
const har = z.strictObject({
  log: z.strictObject({
    version: z.literal('1.2'),
    creator: z.strictObject({ name: z.string(), version: z.string() }),
    pages: z.array(
      z.strictObject({ startedDateTime: time, id: z.string(), title: z.string(), pageTimings: z.strictObject({}) }),
    ),
    entries: z.array(entry),
    comment: z.string().optional(),
  }),
});

const read = (trace: Parameters<typeof toHar>[0], options?: HarOptions): z.infer<typeof har>['log'] =>
  har.parse(JSON.parse(toHar(trace, options))).log;

describe('a run as HAR', () => {
  it('has the shape of HAR 1.2 for the stories and for recorded runs', () => {
    for (const trace of [statefulStory().events, statelessStory().events, recorded('stateful'), recorded('killed')]) {
      const log = read(trace, { version: '1.2.3' });
      expect(log.entries).toHaveLength(trace.filter(({ kind }) => kind === 'request.sent').length);
      const pages = new Set(log.pages.map(({ id }) => id));
      for (const { pageref } of log.entries) expect(pageref === undefined || pages.has(pageref)).toBe(true);
      for (const { time: whole, timings } of log.entries) {
        expect(timings.send + timings.wait + timings.receive).toBe(whole);
      }
    }
  });

  it('says what was asked and what came back', () => {
    const [, , login] = read(statefulStory().events, { secrets: true }).entries;
    expect(login).toMatchObject({
      startedDateTime: expect.stringMatching(/^2026-01-05T09:00:00\.\d{3}Z$/) as string,
      request: { method: 'POST', url: 'https://shop.example/login', postData: { mimeType: 'application/json' } },
      response: {
        status: 200,
        cookies: [{ name: '__Host-sid', value: COOKIE_VALUE, path: '/', httpOnly: true, secure: true }],
        headers: [{ name: 'Set-Cookie', value: COOKIE_LINE }],
      },
    });
    expect(login?.request.postData?.text).toContain(PASSWORD);
  });

  it('gives a request without an answer the status 0 and a reason', () => {
    const story = new Story().begin();
    const exchange = story.send('GET', '/profile?a=1&b');
    story.add('request.failed', { code: 'ECONNREFUSED', message: 'refused' }, { actor: 'browser', exchange });
    story.send('GET', '/');
    const [failed, open] = read(story.events).entries;
    expect(failed).toMatchObject({ response: { status: 0 }, comment: 'ECONNREFUSED refused' });
    expect(failed?.request.queryString).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: '' },
    ]);
    expect(open?.comment).toBe('No answer when the run ended.');
  });

  it('takes the answer that the client got, not the one on the way to the load balancer', () => {
    const story = new Story().begin();
    const exchange = story.ask('GET', '/');
    const lost = { code: 'ECONNRESET', message: '', gotHead: false };
    story.add('response.lost', lost, { actor: 'balancer', exchange });
    story.answer(exchange, 502, 'Bad Gateway');
    expect(read(story.events).entries[0]?.response.status).toBe(502);
  });
});

describe('what a HAR shows of secrets', () => {
  it('is nothing unless asked for, and the same stand-in for the same secret', () => {
    for (const { events } of [statefulStory(), statelessStory()]) {
      const text = toHar(events);
      for (const secret of [SID, TOKEN, COOKIE_VALUE, PASSWORD, WRONG_PASSWORD]) expect(text).not.toContain(secret);
    }
    const values = read(statefulStory().events).entries.flatMap(({ request }) =>
      request.cookies.map(({ value }) => value),
    );
    expect(new Set(values).size).toBe(1);
    expect(values[0]).toMatch(/^redacted-\d+$/);
  });

  it.each<[string, HeaderLine[], string]>([
    ['a cookie that is short', [['Cookie', 'a=xyz']], 'xyz'],
    ['a Basic credential', [['Authorization', 'Basic QWxhZGRpbg']], 'QWxhZGRpbg'],
    ['a credential without a scheme', [['Authorization', 'QWxhZGRpbg']], 'QWxhZGRpbg'],
  ])('takes out %s', (_what, headers, secret) => {
    const story = new Story().begin();
    story.send('GET', '/', headers);
    expect(toHar(story.events)).not.toContain(secret);
    expect(toHar(story.events, { secrets: true })).toContain(secret);
  });

  it('takes out what stands in addresses and bodies', () => {
    const story = new Story().begin();
    const exchange = story.ask('POST', '/x?access_token=in-the-query', [], 'username=a&password=pw1');
    story.answer(exchange, 302, 'Found', [['Location', '/y?token=in-the-location']], '{"refresh_token":"in-the-body"}');
    const text = toHar(story.events);
    for (const secret of ['in-the-query', 'pw1', 'in-the-location', 'in-the-body']) expect(text).not.toContain(secret);
    expect(text).toContain('username=a');
  });

  it('has the shape for any trace, and no bearer token in it', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        const text = toHar(trace);
        har.parse(JSON.parse(text));
        for (const event of trace) {
          if (event.kind !== 'request.sent') continue;
          for (const [name, value] of event.data.headers) {
            if (name === 'Authorization') expect(text).not.toContain(JSON.stringify(value).slice(1, -1));
          }
        }
      }),
    );
  });
});
