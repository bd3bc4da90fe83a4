import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventKind, Trace } from '../../../src/model';
import { Narrator, sentence, sentences } from '../../../src/projections/sentence';
import { randomTrace } from './random-traces';
import {
  BALANCED_CAST,
  BEARER_HEADER,
  BEGAN,
  CLAIMS,
  COOKIE_HEADER,
  COOKIE_VALUE,
  PASSWORD,
  SID,
  Story,
  TOKEN,
  WRONG_PASSWORD,
  lookUp,
  sessionRow,
  statefulStory,
  statelessStory,
} from './traces';

/** The sentence about the n-th event of a kind, from 1; the last one for -1. */
function about(trace: Trace, kind: EventKind, nth = 1): string {
  const found = trace.filter((event) => event.kind === kind).at(nth > 0 ? nth - 1 : nth);
  if (!found) throw new Error(`The trace has no ${kind} number ${String(nth)}.`);
  return sentence(trace, found.seq);
}

describe('why a session was refused or accepted', () => {
  const trace = statefulStory().events;

  it('names the missing credential of a first visit', () => {
    expect(about(trace, 'response.started')).toBe(
      '401 Unauthorized: no credential came with the request, so the server does not know who is asking; ' +
        'the challenge in WWW-Authenticate names the scheme Cookie (RFC 9110 §11.6.1).',
    );
  });

  it('does not say which of name and password was wrong', () => {
    expect(about(trace, 'response.started', 2)).toContain('does not say which of them is wrong');
  });

  it('says at login what the cookie stands for', () => {
    expect(about(trace, 'response.started', 3)).toContain(
      'Set-Cookie gives the session id to the browser in __Host-sid',
    );
  });

  it('tells 403 from 401', () => {
    const words = about(trace, 'response.started', 6);
    expect(words).toContain('403 Forbidden: the server knows that alice is asking');
    expect(words).toContain('the role user is not admin');
  });

  it('explains the replay after logout by the logout', () => {
    expect(about(trace, 'store.answered', -1)).toContain('because it was destroyed when the browser logged out');
    expect(about(trace, 'response.started', -1)).toContain(
      'the cookie is genuine, but session 9f8e7d… is no longer in the store',
    );
  });

  it('calls the copied cookie a copy when the thief shows it', () => {
    expect(about(trace, 'request.sent', -1)).toContain('copied from the browser');
    expect(about(trace, 'cookie.verified', -1)).toContain('a copy is as genuine as the original');
  });

  it('says whom the copied cookie can pass for', () => {
    expect(about(trace, 'credential.copied')).toContain('the thief can pass for alice');
  });
});

describe('why a session is gone', () => {
  const replay = (prepare: (story: Story) => void): string => {
    const story = new Story()
      .begin()
      .start()
      .open([sessionRow(BEGAN)]);
    prepare(story);
    const exchange = story.ask('GET', '/profile', [COOKIE_HEADER]);
    lookUp(story, exchange, false);
    return about(story.events, 'store.answered', -1);
  };

  it('because the process that kept it was killed', () => {
    const words = replay((story) => {
      story.add('node.exited', { signal: 'SIGKILL', code: null, expected: true }, { actor: 'app' });
      story.start(2).open([], 2);
    });
    expect(words).toContain('because it lived in the memory of a process that is gone');
  });

  it('because it ended', () => {
    expect(replay((story) => story.advance(31 * 60_000))).toContain('because it ended at 09:30:00 UTC, 1 minute ago');
  });

  it('because the operator destroyed it', () => {
    expect(replay((story) => story.store(undefined, 'destroy', SID, {}, 'lab'))).toContain(
      'because the operator destroyed it by hand',
    );
  });

  it('or never was', () => {
    const story = new Story().begin().start().open();
    lookUp(story, story.ask('GET', '/profile', [COOKIE_HEADER]), false);
    expect(about(story.events, 'store.answered')).toContain('nor has it ever had one');
  });

  it('and that a write after its end brings it back', () => {
    const story = new Story()
      .begin()
      .start()
      .open([sessionRow(BEGAN)]);
    const slow = story.ask('GET', '/slow', [COOKIE_HEADER]);
    const logout = story.ask('POST', '/logout', [COOKIE_HEADER]);
    story.store(logout, 'destroy', SID, {});
    story.store(slow, 'set', SID, { row: sessionRow(story.now) });
    expect(about(story.events, 'store.asked', -1)).toContain('this write brings it back to life');
  });

  it('does not claim a logout where there was no session', () => {
    const story = new Story().begin().start().open();
    const exchange = story.ask('POST', '/logout');
    story.store(exchange, 'destroy', SID, {});
    story.answer(exchange, 204, 'No Content');
    expect(about(story.events, 'response.started')).toContain('there was no session left to destroy');
  });
});

describe('why a token was refused or accepted', () => {
  const trace = statelessStory().events;

  it('tells when it ends and that nothing is stored', () => {
    expect(about(trace, 'token.signed')).toBe(
      'The server signs a token with HS256 that names alice with the role user and is good until 09:15:00 UTC (in 15 minutes); ' +
        'it stores nothing of it, because the signature will be proof enough.',
    );
  });

  it('says at logout what the logout does not do', () => {
    expect(about(trace, 'storage.removed')).toContain(
      'the server has nothing to delete, and the token itself stays valid until 09:15:00 UTC',
    );
  });

  it('explains why the copy is accepted after the logout', () => {
    const words = about(trace, 'token.verified', -1);
    expect(words).toContain('the thief counts as alice');
    expect(words).toContain('the server has no list to ask');
  });

  it('says that the clock made the token expire', () => {
    expect(about(trace, 'clock.advanced')).toContain('the token of alice has expired (exp 09:15:00 UTC)');
  });

  it('refuses by exp, with both times', () => {
    expect(about(trace, 'token.rejected')).toMatch(/\(jwt expired\): its exp was 09:15:00 UTC, \d+ ms ago/);
    expect(about(trace, 'response.started', -1)).toContain('gives the reason invalid_token (RFC 6750 §3)');
  });

  it('believes the role in the token and says since when', () => {
    const story = new Story().begin();
    const exchange = story.ask('GET', '/admin', [BEARER_HEADER]);
    story.add('token.verified', { token: TOKEN, header: {}, claims: CLAIMS, checks: [] }, { actor: 'app', exchange });
    story.add(
      'role.checked',
      { subject: '1', required: 'admin', actual: 'user', allowed: false },
      { actor: 'app', exchange },
    );
    expect(about(story.events, 'role.checked')).toBe(
      'The role admin is required here, but alice has the role user, as the token has said since it was signed: authenticated, yet not authorized.',
    );
  });
});

describe('failures', () => {
  it('say what went with the memory of a process', () => {
    const story = new Story()
      .begin()
      .start()
      .open([sessionRow(BEGAN)]);
    story.add('node.exited', { signal: 'SIGKILL', code: null, expected: true }, { actor: 'app' });
    expect(about(story.events, 'node.exited')).toContain(
      'everything in its memory is gone at once, 1 session included',
    );
  });

  it('say that a durable store is not among it', () => {
    const story = new Story()
      .begin()
      .start()
      .open([sessionRow(BEGAN)], 1, true);
    story.add('node.exited', { signal: 'SIGKILL', code: null, expected: true }, { actor: 'app' });
    expect(about(story.events, 'node.exited')).not.toContain('session');
  });

  it('say whether a new process can still read old signatures', () => {
    const same = new Story().begin().start().start(2);
    expect(about(same.events, 'node.started', 2)).toContain(
      'the same as before, so what was signed with it still holds',
    );
    const other = new Story().begin().start().start(2, 'Cookie secret', 'ffffffff');
    expect(about(other.events, 'node.started', 2)).toContain('nothing that was signed with that holds any more');
  });

  it('say that a broken connection leaves the client in doubt, and why it broke', () => {
    const story = new Story().begin().start();
    const exchange = story.ask('POST', '/login');
    story.add('node.exited', { signal: 'SIGKILL', code: null, expected: true }, { actor: 'app' });
    story.add('response.lost', { code: 'ECONNRESET', message: '', gotHead: false }, { actor: 'browser', exchange });
    expect(about(story.events, 'response.lost')).toBe(
      'The connection broke (ECONNRESET) because the process at its other end is gone, and the browser has no response: ' +
        'it cannot know whether the server did what it was asked to do.',
    );
  });

  it('blame the store for a 500 and nobody for access', () => {
    const story = new Story().begin();
    const exchange = story.ask('GET', '/profile', [COOKIE_HEADER]);
    story.add('store.failed', { op: 'get', sid: SID, message: `no ${SID}` }, { actor: 'store', exchange });
    story.answer(exchange, 500, 'Internal Server Error');
    expect(about(story.events, 'store.failed')).toContain('"no 9f8e7d…"');
    expect(about(story.events, 'response.started')).toContain('the server can neither confirm nor deny who is asking');
  });
});

describe('several servers', () => {
  it('say why another server does not know who is logged in', () => {
    const story = new Story().begin(BALANCED_CAST);
    story.add('store.opened', { store: 'memory', durable: false, rows: [sessionRow(BEGAN)] }, { actor: 'store' });
    story.relayed(story.forwarded('/profile', 'app'), 'app', 200, 'OK');
    const exchange = story.forwarded('/profile', 'app-2', [COOKIE_HEADER]);
    expect(about(story.events, 'request.forwarded', 2)).toBe(
      'The load balancer passes GET /profile on to Server 2 (round robin): it is its turn; ' +
        'the last request of the browser went to Server 1, whose memory Server 2 cannot see.',
    );
    story.add('store.asked', { op: 'get', sid: SID }, { actor: 'app-2', exchange });
    story.add('store.answered', { op: 'get', sid: SID, hit: false }, { actor: 'store-2', exchange });
    story.add('response.started', { status: 401, reason: '', headers: [] }, { actor: 'app-2', exchange });
    const why = 'it lies in the memory of server 1, where this server cannot look';
    expect(about(story.events, 'store.answered')).toContain(`because ${why}`);
    expect(about(story.events, 'response.started', -1)).toContain(why);
  });

  it('make no difference to a client when they share the store', () => {
    const story = new Story().begin(BALANCED_CAST.filter(({ id }) => id !== 'store-2'));
    story.relayed(story.forwarded('/profile', 'app'), 'app', 200, 'OK');
    story.forwarded('/profile', 'app-2');
    expect(about(story.events, 'request.forwarded', -1)).toContain('and both ask the same store');
  });

  it('say whose answer a 502 is', () => {
    const story = new Story().begin(BALANCED_CAST);
    const exchange = story.send('GET', '/profile');
    story.forward(exchange, 'app');
    story.add('response.started', { status: 502, reason: 'Bad Gateway', headers: [] }, { actor: 'balancer', exchange });
    expect(about(story.events, 'response.started')).toBe(
      '502 Bad Gateway: the load balancer answers by itself, because it got no answer from Server 1; ' +
        'that says nothing about who is asking (RFC 9110 §15.6.3).',
    );
  });

  it('tell a new one what it does not know', () => {
    const story = new Story().begin(BALANCED_CAST);
    const actor = { id: 'app-3', role: 'server', label: 'Server 3' } as const;
    story.add('node.added', { actor, nodes: ['app', 'app-2', 'app-3'] }, { actor: 'balancer' });
    expect(about(story.events, 'node.added')).toBe(
      "The load balancer's list gets one more, Server 3, and has 3 servers now; its own memory knows none of the sessions that the others keep.",
    );
  });
});

describe('a refresh token', () => {
  it('that is used twice is explained by who holds it', () => {
    const story = new Story().begin();
    const where = { actor: 'app', exchange: story.ask('POST', '/login') };
    story.add('token.signed', { token: TOKEN, header: {}, claims: CLAIMS, key: '' }, where);
    story.add('refresh.issued', { family: 'family', id: 'aaaaaaaaaaaa', expires: BEGAN }, where);
    const again = { actor: 'app', exchange: story.ask('POST', '/refresh') };
    story.add('refresh.reused', { family: 'family', id: 'aaaaaaaaaaaa', revoked: 3 }, again);
    story.answer(again.exchange, 401, '');
    expect(about(story.events, 'refresh.reused')).toBe(
      'The refresh token aaaaaa… of alice is shown a second time: two parties hold it and the server cannot tell the owner from the thief, so it revokes the whole family, 3 tokens, and both have to log in again (RFC 9700 §4.14.2).',
    );
    expect(about(story.events, 'response.started')).toContain('a refresh token that is shown twice is held by two');
  });
});

describe('an account', () => {
  it('that is locked stops a genuine token', () => {
    const story = new Story().begin();
    const exchange = story.ask('GET', '/profile', [BEARER_HEADER]);
    const where = { actor: 'app', exchange };
    story.add('token.verified', { token: TOKEN, header: {}, claims: CLAIMS, checks: [] }, where);
    story.add('user.read', { id: '1', found: true, role: 'user', locked: true, version: 1 }, where);
    const locked = { subject: '1', rule: 'locked', expected: 'not locked', actual: 'locked', allowed: false } as const;
    story.add('account.refused', locked, where);
    story.answer(exchange, 401, '');
    expect(about(story.events, 'user.read')).toBe(
      'The server reads the row of alice in the user table: role user, locked and version 1.',
    );
    expect(about(story.events, 'account.refused')).toBe(
      'The account of alice is locked, so even a genuine credential lets nobody in.',
    );
    expect(about(story.events, 'response.started')).toContain('the credential is genuine, but the account says');
  });

  it('whose role has changed is judged by its row, whatever the token says', () => {
    const story = new Story().begin();
    const where = { actor: 'app', exchange: story.ask('GET', '/admin', [BEARER_HEADER]) };
    story.add('token.verified', { token: TOKEN, header: {}, claims: CLAIMS, checks: [] }, where);
    story.add('user.read', { id: '1', found: true, role: 'admin' }, where);
    story.add('role.checked', { subject: '1', required: 'admin', actual: 'admin', allowed: true }, where);
    expect(about(story.events, 'role.checked')).toContain('as its row says now, whatever the token says (user)');
  });
});

describe('a denylist', () => {
  it('ends what a signature cannot', () => {
    const story = new Story().begin();
    const exchange = story.ask('GET', '/profile', [BEARER_HEADER]);
    const asked = { op: 'get', table: 'denylist', sid: 'jti-00000001' } as const;
    story.add('store.asked', asked, { actor: 'app', exchange });
    story.add('store.answered', { ...asked, hit: true }, { actor: 'store', exchange });
    story.answer(exchange, 401, '');
    expect(about(story.events, 'store.asked')).toContain('costs a look-up at every request');
    expect(about(story.events, 'store.answered')).toContain('it was revoked, so it is refused');
    expect(about(story.events, 'response.started')).toContain('the token is genuine, but it stands on the denylist');
  });
});

describe('any sentence', () => {
  it('holds no whole password, token, session id or cookie value of the built-in stories', () => {
    const told = [...sentences(statefulStory().events).values(), ...sentences(statelessStory().events).values()].join(
      '\n',
    );
    for (const secret of [SID, TOKEN, COOKIE_VALUE, PASSWORD, WRONG_PASSWORD]) expect(told).not.toContain(secret);
  });

  it('is said of every event, on one line, with an end, and without a secret', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace, secrets }) => {
        const told = sentences(trace);
        expect(told.size).toBe(trace.length);
        for (const [, words] of told) {
          expect(words).toMatch(/^\S.*[.!?…"]$/u);
          for (const secret of secrets) expect(words).not.toContain(secret);
        }
      }),
    );
  });

  it('knows nothing of what came later', () => {
    fc.assert(
      fc.property(randomTrace, fc.nat(), ({ trace }, pick) => {
        if (trace.length === 0) return;
        const seq = pick % trace.length;
        expect(sentence(trace.slice(0, seq + 1), seq)).toBe(sentences(trace).get(seq));
      }),
    );
  });

  it('is empty for an event that is not there', () => {
    expect(sentence(statefulStory().events, 10_000)).toBe('');
    expect(sentence([], 0)).toBe('');
  });
});

describe('a narrator', () => {
  it('says of any trace what is said without one, whether it grows, shrinks or is another', () => {
    const looks = fc.array(fc.record({ story: fc.nat(1), until: fc.nat(), about: fc.nat() }), { maxLength: 30 });
    fc.assert(
      fc.property(randomTrace, randomTrace, looks, (one, other, all) => {
        const narrator = new Narrator();
        for (const { story, until, about: of } of all) {
          const { trace } = story === 0 ? one : other;
          const prefix = trace.slice(0, until % (trace.length + 1));
          const seq = of % (trace.length + 1);
          expect(narrator.sentence(prefix, seq)).toBe(sentence(prefix, seq));
        }
      }),
    );
  });
});
