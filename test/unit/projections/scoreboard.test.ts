import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreboard } from '../../../src/projections/scoreboard';
import { randomTrace } from './random-traces';
import { recorded } from './recorded';
import { BEARER_HEADER, SID, Story, statefulStory, statelessStory } from './traces';

describe('the scoreboard', () => {
  it('counts a session run', () => {
    expect(scoreboard(statefulStory().events)).toMatchObject({
      requests: 8,
      roundTrips: 8,
      unanswered: 0,
      refused: 4,
      storeReads: 5,
      storeWrites: 4,
      tokensSigned: 0,
      tokensVerified: 0,
      passwordsChecked: 2,
    });
  });

  it('counts a token run, which asks no store', () => {
    expect(scoreboard(statelessStory().events)).toMatchObject({
      storeReads: 0,
      storeWrites: 0,
      tokensSigned: 1,
      tokensVerified: 2,
      tokensRejected: 1,
    });
  });

  it('measures a message as it is written', () => {
    const story = new Story().begin();
    const exchange = story.ask('POST', '/x', [['Host', 'é']], 'body');
    story.answer(exchange, 200, 'OK', [['A', 'b']], 'four');
    // POST /x HTTP/1.1 (16) and Host: é (8), each with CR LF, the empty line, the body.
    expect(scoreboard(story.events).perRequest).toMatchObject([
      { bytesUp: 18 + 10 + 2 + 4, bytesDown: 17 + 6 + 2 + 4 },
    ]);
  });

  it('says of each request whom the server took its client for', () => {
    const users = (events: ReturnType<typeof recorded>): unknown[] =>
      scoreboard(events).perRequest.map(({ client, user, status }) => [client, user, status]);
    expect(users(recorded('stateful')).slice(0, 4)).toEqual([
      ['browser', null, 401],
      ['browser', null, 401],
      ['browser', 'alice', 200],
      ['browser', 'alice', 200],
    ]);
  });

  it('leaves out what the operator asks, and counts what was lost', () => {
    const story = new Story().begin();
    story.store(undefined, 'destroy', SID, {}, 'lab');
    const lost = story.send('GET', '/profile', [BEARER_HEADER]);
    story.add(
      'response.lost',
      { code: 'ECONNRESET', message: '', gotHead: false },
      { actor: 'browser', exchange: lost },
    );
    story.send('GET', '/profile');
    expect(scoreboard(story.events)).toMatchObject({ requests: 2, roundTrips: 0, unanswered: 1, storeWrites: 0 });
  });

  it('counts the second copy of a request with the one that was sent', () => {
    const story = new Story().begin();
    const exchange = story.send('GET', '/profile');
    const twice = { how: 'duplicated', direction: 'request', from: 'browser', to: 'app', as: 'x9' } as const;
    story.add('network.disturbed', twice, { actor: 'lab', exchange });
    story.store(exchange, 'get', SID, { hit: false });
    story.store('x9', 'get', SID, { hit: false });
    expect(scoreboard(story.events).perRequest).toMatchObject([{ storeReads: 2 }]);
  });

  it('adds up for any trace', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        const score = scoreboard(trace);
        expect(score.requests).toBe(score.perRequest.length);
        expect(score.roundTrips + score.unanswered).toBeLessThanOrEqual(score.requests);
        expect(score.refused + score.failed).toBeLessThanOrEqual(score.roundTrips);
        expect(score.perRequest.reduce((sum, each) => sum + each.storeReads, 0)).toBeLessThanOrEqual(score.storeReads);
      }),
    );
  });
});
