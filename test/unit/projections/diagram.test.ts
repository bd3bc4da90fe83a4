import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_KINDS, type Trace } from '../../../src/model';
import { diagram, type Diagram, type Item, type Message } from '../../../src/projections/diagram';
import { LABEL_LENGTH } from '../../../src/projections/labels';
import { randomTrace } from './random-traces';
import { BEARER_HEADER, COOKIE_HEADER, SID, Story, lookUp, sessionRow, statefulStory, statelessStory } from './traces';

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
  expect(after.actors.slice(0, before.actors.length)).toEqual(before.actors);
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
