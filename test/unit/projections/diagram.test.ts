import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_KINDS, type EventData, type Trace } from '../../../src/model';
import { diagram, type Diagram, type Item, type Message } from '../../../src/projections/diagram';
import { LABEL_LENGTH } from '../../../src/projections/labels';
import { randomTrace } from './random-traces';
import {
  BALANCED_CAST,
  BEARER_HEADER,
  COOKIE_HEADER,
  SID,
  Story,
  lookUp,
  sessionRow,
  statefulStory,
  statelessStory,
} from './traces';

const items = (shown: Diagram): Item[] => shown.sections.flatMap((section) => section.items);
const messages = (trace: Trace): Message[] => items(diagram(trace)).filter((item) => item.type === 'message');

function lines(trace: Trace): string[] {
  return items(diagram(trace)).map((item) =>
    item.type === 'note'
      ? `[${item.over.join(',')}] ${item.label}`
      : `${item.from}>${item.to} ${item.label}${item.lost ? ' LOST' : ''}${item.activates ? ' +' : ''}${item.deactivates ? ' -' : ''}`,
  );
}

describe('the diagram of the stateful run', () => {
  it('has a section for each act and one for what came before', () => {
    expect(diagram(statefulStory().events).sections.map(({ title }) => title)).toEqual([
      'Start',
      'First visit',
      'Wrong password',
      'Right password',
      'Profile',
      'Refresh',
      'Forbidden',
      'Copy',
      'Logout',
      'Replay',
    ]);
  });

  it('tells the login as it happened', () => {
    const login = diagram(statefulStory().events).sections[3];
    expect(lines(statefulStory().events).slice(6, 15)).toEqual([
      'browser>app POST /login +',
      'app>app alice: right password',
      'app>store destroy aaaabb…',
      'store>app destroyed',
      'app>app new session id 9f8e7d…',
      'app>store set 9f8e7d… (alice)',
      'store>app stored',
      'app>browser 200 OK + Set-Cookie -',
      'browser>browser keep cookie __Host-sid',
    ]);
    expect(login?.items).toHaveLength(9);
  });

  it('keeps the order of events when the store answers after the head was written', () => {
    const profile = diagram(statefulStory().events).sections[4]?.items.map(({ label }) => label);
    expect(profile).toEqual([
      'GET /profile · Cookie: __Host-sid',
      '__Host-sid: signature fits',
      'get 9f8e7d…',
      'found (alice)',
      'touch 9f8e7d…',
      '200 OK + Set-Cookie',
      'expiry extended',
      'keep cookie __Host-sid',
    ]);
  });

  it('ends the bar of the server after the last thing it did', () => {
    const profile = diagram(statefulStory().events).sections[4]?.items.filter((item) => item.type === 'message');
    expect(profile?.filter(({ activates }) => activates === 'app').map(({ label }) => label)).toEqual([
      'GET /profile · Cookie: __Host-sid',
    ]);
    expect(profile?.filter(({ deactivates }) => deactivates === 'app').map(({ label }) => label)).toEqual([
      'expiry extended',
    ]);
  });

  it('says by tone what was accepted, refused and stolen', () => {
    const tones = new Map(messages(statefulStory().events).map(({ label, tone }) => [label, tone]));
    expect(tones.get('401 Unauthorized')).toBe('warn');
    expect(tones.get('200 OK')).toBe('good');
    expect(tones.get('role user, needs admin')).toBe('warn');
    expect(tones.get('nothing')).toBe('warn');
    expect(tones.get('copy of cookie __Host-sid')).toBe('bad');
  });

  it('takes quiet events as evidence for the message of their exchange', () => {
    const { events } = statefulStory();
    const [request, response] = messages(events);
    const kinds = (message: Message | undefined): string[] =>
      (message?.evidence ?? []).map((seq) => events[seq]?.kind ?? '');
    expect(kinds(request)).toEqual(['request.received', 'session.generated', 'route.matched']);
    expect(kinds(response)).toEqual(['response.ended', 'response.received']);
  });
});

describe('the diagram of the stateless run', () => {
  it('never draws a store and shows the clock over everyone', () => {
    const shown = lines(statelessStory().events);
    expect(shown.some((line) => line.includes('store'))).toBe(false);
    expect(shown).toContain('[thief,app] Clock ahead by 15 min');
    expect(shown).toContain('app>app token rejected: jwt expired');
    expect(shown).toContain('thief>app GET /profile · Authorization: Bearer +');
  });
});

describe('labels', () => {
  it('name credentials and never show them', () => {
    const story = new Story().begin();
    story.send('GET', '/a?access_token=topsecretvalue', [COOKIE_HEADER, BEARER_HEADER]);
    story.send('GET', '/b', [['Authorization', 'topsecretvalue']]);
    const shown = lines(story.events).join('\n');
    expect(shown).toContain('GET /a?… · Cookie: __Host-sid');
    expect(shown).toContain('GET /b · Authorization');
    expect(shown).not.toContain('topsecret');
    expect(shown).not.toContain(SID);
  });

  it('show hostile text as text on one line', () => {
    const story = new Story().begin();
    story.send('GET', '/<b>\n%%{init}%%');
    expect(lines(story.events)).toEqual(['browser>app GET /<b>␊%%{init}%%']);
  });
});

describe('failures', () => {
  it('marks a request that nobody accepted', () => {
    const story = new Story().begin();
    const exchange = story.send('GET', '/profile');
    story.add('request.failed', { code: 'ECONNREFUSED', message: 'connect' }, { actor: 'browser', exchange });
    expect(lines(story.events)).toEqual(['browser>app GET /profile LOST', '[browser] No connection (ECONNREFUSED)']);
  });

  it('draws a lost response when the request had arrived, and ends the bar where the process was killed', () => {
    const story = new Story().begin();
    const exchange = story.ask('GET', '/profile', [COOKIE_HEADER]);
    story.add('store.asked', { op: 'get', sid: SID }, { actor: 'app', exchange });
    story.add('node.exited', { signal: 'SIGKILL', code: null, expected: true }, { actor: 'app' });
    story.add(
      'response.lost',
      { code: 'ECONNRESET', message: 'reset', gotHead: false },
      { actor: 'browser', exchange },
    );
    expect(lines(story.events)).toEqual([
      'browser>app GET /profile · Cookie: __Host-sid +',
      'app>store get 9f8e7d… -',
      '[app] Server killed (SIGKILL)',
      'app>browser Connection broke (ECONNRESET) LOST',
    ]);
  });

  it('marks a response whose head never came through', () => {
    const story = new Story().begin();
    const exchange = story.ask('GET', '/profile');
    story.add('response.started', { status: 200, reason: 'OK', headers: [] }, { actor: 'app', exchange });
    story.add(
      'response.lost',
      { code: 'ECONNRESET', message: 'reset', gotHead: false },
      { actor: 'browser', exchange },
    );
    expect(lines(story.events)).toEqual([
      'browser>app GET /profile +',
      'app>browser 200 OK LOST -',
      '[browser] Connection broke (ECONNRESET)',
    ]);
  });

  it('draws the loss of the body when the head had arrived', () => {
    const story = new Story().begin();
    const exchange = story.ask('GET', '/profile');
    story.add('response.started', { status: 200, reason: 'OK', headers: [] }, { actor: 'app', exchange });
    story.add('response.lost', { code: 'ECONNRESET', message: 'reset', gotHead: true }, { actor: 'browser', exchange });
    expect(lines(story.events)).toEqual([
      'browser>app GET /profile +',
      'app>browser 200 OK',
      'app>browser Body broke off (ECONNRESET) LOST -',
    ]);
  });

  it('tells an error of the store as its answer', () => {
    const story = new Story().begin();
    const exchange = story.ask('GET', '/profile');
    story.add('store.asked', { op: 'get', sid: SID }, { actor: 'app', exchange });
    story.add('store.failed', { op: 'get', sid: SID, message: 'disk full' }, { actor: 'store', exchange });
    expect(lines(story.events).at(-1)).toBe('store>app error: disk full');
  });
});

describe('the operator', () => {
  it('gets a lane at the right when acting by hand, and the answer', () => {
    const story = new Story().begin();
    story.store(undefined, 'destroy', SID, {}, 'lab');
    const shown = diagram(story.events);
    expect(shown.actors.at(-1)).toMatchObject({ id: 'lab', role: 'lab' });
    expect(lines(story.events)).toEqual(['lab>store destroy 9f8e7d…', 'store>lab destroyed']);
  });
});

describe('a load balancer', () => {
  it('passes a request on and the answer back, each with its bar', () => {
    const story = new Story().begin(BALANCED_CAST);
    const exchange = story.forwarded('/profile', 'app-2');
    story.relayed(exchange, 'app-2', 200, 'OK', [['Set-Cookie', 'lb=2; Path=/']]);
    expect(lines(story.events)).toEqual([
      'browser>balancer GET /profile +',
      'balancer>app-2 round robin: GET /profile +',
      'app-2>balancer 200 OK -',
      'balancer>browser 200 OK + Set-Cookie lb -',
    ]);
    expect(messages(story.events).map(({ activates, deactivates }) => activates ?? deactivates)).toEqual([
      'balancer',
      'app-2',
      'app-2',
      'balancer',
    ]);
    const evidence = messages(story.events).map((message) => message.evidence.map((seq) => story.events[seq]?.kind));
    expect(evidence).toEqual([[], ['request.received'], ['response.ended'], ['response.received']]);
  });

  it('turns to the next server when one cannot be reached', () => {
    const story = new Story().begin(BALANCED_CAST);
    const exchange = story.send('GET', '/profile');
    story.forward(exchange, 'app').forward(exchange, 'app-2', 'Server 1 refuses connections');
    story.add(
      'request.received',
      { method: 'GET', path: '/profile', headers: [], body: '' },
      { actor: 'app-2', exchange },
    );
    story.relayed(exchange, 'app-2', 200, 'OK');
    expect(lines(story.events).slice(1, 3)).toEqual([
      'balancer>app round robin: GET /profile LOST',
      'balancer>app-2 round robin: GET /profile +',
    ]);
  });

  it('answers by itself when nobody else does', () => {
    const story = new Story().begin(BALANCED_CAST);
    const exchange = story.send('GET', '/profile');
    story.forward(exchange, 'app');
    const head = { status: 502, reason: 'Bad Gateway', headers: [] };
    story.add('response.started', head, { actor: 'balancer', exchange });
    story.add('response.ended', { body: '', bytes: 0 }, { actor: 'balancer', exchange });
    story.add('response.received', { ...head, body: '', bytes: 0 }, { actor: 'browser', exchange });
    expect(lines(story.events)).toEqual([
      'browser>balancer GET /profile +',
      'balancer>app round robin: GET /profile LOST',
      'balancer>browser 502 Bad Gateway -',
    ]);
  });

  it('loses the connection to its client, or the client to it', () => {
    const story = new Story().begin(BALANCED_CAST);
    const exchange = story.forwarded('/profile', 'app');
    story.add('node.exited', { signal: 'SIGKILL', code: null, expected: true }, { actor: 'app' });
    story.add('response.lost', { code: 'ECONNRESET', message: '', gotHead: false }, { actor: 'balancer', exchange });
    story.add('response.lost', { code: 'ECONNRESET', message: '', gotHead: false }, { actor: 'browser', exchange });
    expect(lines(story.events)).toEqual([
      'browser>balancer GET /profile +',
      'balancer>app round robin: GET /profile + -',
      '[app] Server 1 killed (SIGKILL)',
      'app>balancer Connection broke (ECONNRESET) LOST',
      'balancer>browser Connection broke (ECONNRESET) LOST -',
    ]);
  });

  it('gets another server, whose lane stands beside the others', () => {
    const story = new Story().begin(BALANCED_CAST);
    const actor = { id: 'app-3', role: 'server', label: 'Server 3' } as const;
    story.add('node.added', { actor, nodes: ['app', 'app-2', 'app-3'] }, { actor: 'balancer' });
    story.add('store.opened', { store: 'memory', durable: false, rows: [] }, { actor: 'store-3' });
    story.add('node.removed', { node: 'app', nodes: ['app-2', 'app-3'] }, { actor: 'balancer' });
    expect(diagram(story.events).actors.map(({ label }) => label)).toEqual([
      'Thief',
      'Browser',
      'Load balancer',
      'Server 1',
      'Server 2',
      'Server 3',
      'Memory of server 1',
      'Memory of server 2',
      'Memory of server 3',
    ]);
    expect(lines(story.events)).toEqual(['[app-3] Server 3 joins the list', '[app] Server 1 leaves the list']);
  });
});

describe('several stores', () => {
  it('are asked by their own server each', () => {
    const story = new Story().begin(BALANCED_CAST);
    const exchange = story.forwarded('/profile', 'app-2');
    story.add('store.asked', { op: 'get', sid: SID }, { actor: 'app-2', exchange });
    story.add('store.answered', { op: 'get', sid: SID, hit: false }, { actor: 'store-2', exchange });
    expect(lines(story.events).slice(-2)).toEqual(['app-2>store-2 get 9f8e7d…', 'store-2>app-2 nothing']);
  });

  it('are one where it is shared', () => {
    const shared = BALANCED_CAST.filter(({ id }) => id !== 'store-2');
    const story = new Story().begin(shared);
    const exchange = story.forwarded('/profile', 'app-2');
    story.add('store.asked', { op: 'get', sid: SID }, { actor: 'app-2', exchange });
    expect(lines(story.events).at(-1)).toBe('app-2>store get 9f8e7d…');
  });

  it('show an operator at the one that keeps the row', () => {
    const story = new Story().begin(BALANCED_CAST);
    story.add('store.opened', { store: 'm', durable: false, rows: [sessionRow(0)] }, { actor: 'store-2' });
    story.add('store.changed', { how: 'evicted', sid: SID, row: null }, { actor: 'lab' });
    story.add('store.asked', { op: 'destroy', sid: SID }, { actor: 'lab' });
    expect(lines(story.events)).toEqual(['[store-2] session 9f8e7d… evicted', 'lab>store-2 destroy 9f8e7d…']);
  });

  it('name the table that a question is about', () => {
    const story = new Story().begin();
    const exchange = story.ask('GET', '/profile', [BEARER_HEADER]);
    story.add('store.asked', { op: 'get', table: 'denylist', sid: 'jti-00000001' }, { actor: 'app', exchange });
    const answer = { op: 'get', table: 'denylist', sid: 'jti-00000001', hit: false } as const;
    story.add('store.answered', answer, { actor: 'store', exchange });
    expect(lines(story.events).slice(-2)).toEqual(['app>store get denylist jti-00…', 'store>app not on the list']);
    expect(messages(story.events).at(-1)?.tone).toBe('good');
  });
});

describe('the network', () => {
  const disturb = (how: EventData['network.disturbed']['how'], direction: 'request' | 'response') =>
    ({ how, direction, from: 'browser', to: 'app' }) as const;

  it('loses a request on its way, and its client gives up', () => {
    const story = new Story().begin();
    const exchange = story.send('GET', '/profile');
    story.add('network.disturbed', disturb('dropped', 'request'), { actor: 'lab', exchange });
    story.add('response.lost', { code: 'ETIMEDOUT', message: '', gotHead: false }, { actor: 'browser', exchange });
    expect(lines(story.events)).toEqual([
      'browser>app GET /profile LOST',
      '[browser,app] request dropped',
      '[browser] No answer in time (ETIMEDOUT)',
    ]);
  });

  it('loses a response on its way', () => {
    const story = new Story().begin();
    const exchange = story.ask('GET', '/profile');
    story.add('response.started', { status: 200, reason: 'OK', headers: [] }, { actor: 'app', exchange });
    story.add('network.disturbed', disturb('reset', 'response'), { actor: 'lab', exchange });
    story.add('response.lost', { code: 'ECONNRESET', message: '', gotHead: false }, { actor: 'browser', exchange });
    expect(lines(story.events)[1]).toBe('app>browser 200 OK LOST -');
  });

  it('delivers a request twice: the second copy has an exchange of its own, whose answer nobody takes', () => {
    const story = new Story().begin();
    const exchange = story.ask('POST', '/logout');
    story.add('network.disturbed', { ...disturb('duplicated', 'request'), as: 'x9' }, { actor: 'lab', exchange });
    story.answer(exchange, 204, 'No Content');
    const got = { method: 'POST', path: '/logout', headers: [], body: '' };
    story.add('request.received', got, { actor: 'app', exchange: 'x9' });
    story.add('response.started', { status: 401, reason: '', headers: [] }, { actor: 'app', exchange: 'x9' });
    story.add('response.ended', { body: '', bytes: 0 }, { actor: 'app', exchange: 'x9' });
    story.add('network.disturbed', disturb('discarded', 'response'), { actor: 'lab', exchange: 'x9' });
    expect(lines(story.events)).toEqual([
      'browser>app POST /logout +',
      'browser>app second copy: POST /logout +',
      'app>browser 204 No Content -',
      'app>browser 401 LOST -',
      '[browser,app] answer to the copy discarded',
    ]);
    expect(messages(story.events)[1]?.exchange).toBe('x9');
  });

  it('says what it did to a message that did arrive', () => {
    const story = new Story().begin();
    const exchange = story.ask('GET', '/profile');
    const add = (data: EventData['network.disturbed']): Story =>
      story.add('network.disturbed', data, { actor: 'lab', exchange });
    add({ ...disturb('delayed', 'request'), ms: 2_000 });
    add({ ...disturb('truncated', 'response'), kept: 12, of: 80 });
    add({ ...disturb('rewritten', 'response'), attribute: 'HttpOnly' });
    expect(lines(story.events).slice(1)).toEqual([
      '[browser,app] request delayed by 2 s',
      '[browser,app] response cut off at 12 of 80 B',
      '[browser,app] HttpOnly taken out on the way',
    ]);
    expect(messages(story.events)[0]?.lost).toBe(false);
  });
});

describe('a server that hangs', () => {
  it('is not said to have lost the request: it may read it yet', () => {
    const story = new Story().begin();
    story.add('node.hung', {}, { actor: 'app' });
    const exchange = story.send('GET', '/profile');
    story.add('response.lost', { code: 'ETIMEDOUT', message: '', gotHead: false }, { actor: 'browser', exchange });
    story.add('node.resumed', {}, { actor: 'app' });
    story.add('request.received', { method: 'GET', path: '/', headers: [], body: '' }, { actor: 'app', exchange });
    expect(lines(story.events)).toEqual([
      '[app] Server hangs',
      'browser>app GET /profile +',
      '[browser] No answer in time (ETIMEDOUT)',
      '[app] Server goes on (SIGCONT)',
    ]);
  });
});

describe('an interlude', () => {
  it('has a section of its own, and what it interrupted goes on in another', () => {
    const story = new Story().begin().act('Profile');
    story.act('Steal', 'thief');
    story.add('act.resumed', { act: 'profile', title: 'Profile', by: 'browser' }, { actor: 'browser' });
    expect(diagram(story.events).sections.map(({ title }) => title)).toEqual([
      'Profile',
      'Steal',
      'Profile (continued)',
    ]);
  });
});

describe('people, keys and clocks', () => {
  it('are drawn where they happen', () => {
    const story = new Story().begin(BALANCED_CAST);
    const where = { actor: 'app', exchange: story.forwarded('/refresh', 'app') };
    const alice = { id: '1', name: 'alice', role: 'admin', locked: false, version: 2 };
    const account = { subject: '1', rule: 'version', expected: '2', actual: '1', allowed: false } as const;
    story.add('account.refused', account, where);
    story.add('refresh.issued', { family: 'f', id: 'aaaaaaaaaaaa', expires: 0 }, where);
    story.add('refresh.rotated', { family: 'f', from: 'aaaaaaaaaaaa', to: 'bbbbbbbbbbbb' }, where);
    story.add('refresh.reused', { family: 'f', id: 'aaaaaaaaaaaa', revoked: 2 }, where);
    story.add('refresh.rejected', { id: 'aaaaaaaaaaaa', why: 'revoked' }, where);
    story.add('user.changed', { ...alice, what: 'version' }, where);
    story.add('user.changed', { ...alice, what: 'role' }, { actor: 'lab' });
    story.add('clock.skewed', { node: 'app-2', by: -300_000 }, { actor: 'lab' });
    story.add('fault.fired', { fault: 'hang', title: 'Hang the server', target: 'server' }, { actor: 'lab' });
    story.add('fault.lifted', { fault: 'hang', title: 'Hang the server', target: 'app-2' }, { actor: 'lab' });
    expect(lines(story.events).slice(2)).toEqual([
      'app>app version 1, needs 2',
      'app>app issue refresh token aaaaaa…',
      'app>app refresh token aaaaaa… → bbbbbb…',
      'app>app refresh token aaaaaa… used again',
      'app>app refresh aaaaaa… refused: revoked',
      'app>app alice: version is now 2',
      '[app,app-2] alice: role is now admin',
      '[app-2] Server 2: clock 5 min behind',
      '[app] Failure: Hang the server',
      '[app-2] Over: Hang the server',
    ]);
  });
});

describe('an answered question', () => {
  it('is not answered a second time', () => {
    const story = new Story().begin();
    story.store(undefined, 'destroy', SID, {}, 'lab');
    story.store(undefined, 'destroy', SID, {}, 'app');
    expect(messages(story.events).map(({ from, to }) => `${from}>${to}`)).toEqual([
      'lab>store',
      'store>lab',
      'app>store',
      'store>app',
    ]);
  });
});

describe('two exchanges at once', () => {
  it('gives each answer to whoever asked', () => {
    const story = new Story().begin();
    const [one, two] = [story.ask('GET', '/profile'), story.ask('GET', '/profile', [], '', 'thief')];
    lookUp(story, two, true);
    story.add('store.asked', { op: 'set', sid: SID, row: sessionRow(0) }, { actor: 'app', exchange: one });
    story.answer(two, 200, 'OK', [], '', 'thief');
    story.answer(one, 200, 'OK');
    const ends = messages(story.events)
      .filter(({ shape }) => shape === 'response')
      .map(({ to, exchange }) => [to, exchange]);
    expect(ends).toEqual([
      ['thief', two],
      ['browser', one],
    ]);
    expect(messages(story.events).filter(({ deactivates }) => deactivates !== undefined)).toHaveLength(2);
  });
});

describe('any trace', () => {
  it('draws one item for each loud event and none for a quiet one', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        const drawn = items(diagram(trace)).map(({ seq }) => seq);
        const loud = trace.filter(({ kind }) => !EVENT_KINDS[kind].quiet).map(({ seq }) => seq);
        expect(drawn).toEqual(loud);
      }),
    );
  });

  it('uses each quiet event as evidence at most once, and only within its exchange', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        const seen = new Set<number>();
        for (const message of messages(trace)) {
          for (const seq of message.evidence) {
            expect(seen.has(seq)).toBe(false);
            seen.add(seq);
            const kind = trace[seq]?.kind;
            expect(kind !== undefined && EVENT_KINDS[kind].quiet).toBe(true);
            expect(trace[seq]?.exchange).toBe(message.exchange);
            expect(seq).toBeGreaterThan(message.seq);
          }
        }
      }),
    );
  });

  it('keeps what is drawn in its place when the trace grows', () => {
    fc.assert(
      fc.property(randomTrace, fc.nat(), ({ trace }, cut) => {
        expectGrowth(diagram(trace.slice(0, trace.length === 0 ? 0 : cut % trace.length)), diagram(trace));
      }),
    );
  });

  it('grows one event at a time in the two built-in stories', () => {
    for (const { events } of [statefulStory(), statelessStory()]) {
      for (let length = 0; length < events.length; length += 1) {
        expectGrowth(diagram(events.slice(0, length)), diagram(events.slice(0, length + 1)));
      }
    }
  });

  it('never ends a bar that has not begun, and knows every lane', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        const shown = diagram(trace);
        const lanes = new Set(shown.actors.map(({ id }) => id));
        expect(lanes.size).toBe(shown.actors.length);
        const open = new Map<string, number>();
        for (const item of items(shown)) {
          for (const lane of item.type === 'note' ? item.over : [item.from, item.to])
            expect(lanes.has(lane)).toBe(true);
          if (item.type === 'note') continue;
          if (item.activates !== undefined) open.set(item.activates, (open.get(item.activates) ?? 0) + 1);
          if (item.deactivates !== undefined) open.set(item.deactivates, (open.get(item.deactivates) ?? 0) - 1);
          for (const count of open.values()) expect(count).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('has short labels on one line that hold no secret', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace, secrets }) => {
        for (const { label } of items(diagram(trace))) {
          expect(Array.from(label).length).toBeLessThanOrEqual(LABEL_LENGTH);
          // eslint-disable-next-line no-control-regex -- that there are none is the point
          expect(label).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
          for (const secret of secrets) expect(label).not.toContain(secret);
        }
      }),
    );
  });
});

/** Whatever stood before stands now; it may have gained evidence, a bar's end, or been lost. */
function expectGrowth(before: Diagram, after: Diagram): void {
  // Somebody who joins may stand between two others; items name lanes by id and do not notice.
  const known = new Set(before.actors.map(({ id }) => id));
  expect(after.actors.filter(({ id }) => known.has(id))).toEqual(before.actors);
  before.sections.forEach((section, index) => {
    const grown = after.sections[index];
    expect(grown?.id).toBe(section.id);
    expect(grown?.title).toBe(section.title);
    section.items.forEach((item, place) => {
      const now = grown?.items[place];
      expect(now?.type).toBe(item.type);
      if (item.type === 'note' || now?.type !== 'message') {
        expect(now).toEqual(item);
        return;
      }
      expect(now).toMatchObject({
        seq: item.seq,
        from: item.from,
        to: item.to,
        label: item.label,
        shape: item.shape,
        tone: item.tone,
      });
      expect(now.exchange).toBe(item.exchange);
      expect(now.evidence.slice(0, item.evidence.length)).toEqual(item.evidence);
      if (item.lost) expect(now.lost).toBe(true);
      if (item.activates !== undefined) expect(now.activates).toBe(item.activates);
      if (item.deactivates !== undefined) expect(now.deactivates).toBe(item.deactivates);
    });
  });
}
