import { describe, expect, it } from 'vitest';
import { diagram } from '../../../src/projections/diagram';
import { holdings } from '../../../src/projections/holdings';
import { carried, mentions, owners, tellingPart, thingsOf } from '../../../src/projections/links';
import { COOKIE_VALUE, SID, statefulStory, statelessStory, TOKEN } from './traces';

describe('what tells a credential from others', () => {
  it('is the id in a signed cookie, encoded or not, and otherwise the whole', () => {
    expect(tellingPart(COOKIE_VALUE)).toBe(SID);
    expect(tellingPart(`s:${SID}.signature`)).toBe(SID);
    expect(tellingPart(TOKEN)).toBe(TOKEN);
  });
});

describe('a thing that is held', () => {
  it('leads from the cookie to the row, the look-up and every request that bears it', () => {
    const { events } = statefulStory();
    const destroyed = events.findLastIndex((event) => event.kind === 'store.asked' && event.data.op === 'destroy');
    const upTo = events.slice(0, destroyed);
    const things = thingsOf(holdings(upTo));
    const names = things.map(({ name }) => name);
    expect(names).toContain('Cookie __Host-sid');
    const row = things.find(({ name }) => name.startsWith('Row '));
    expect(row?.value).toBe(things.find(({ name }) => name.startsWith('Cookie'))?.value);
    const kinds = new Set(upTo.filter((event) => row && mentions(event, row)).map(({ kind }) => kind));
    for (const kind of ['request.sent', 'store.asked', 'store.answered', 'response.started', 'cookie.stored']) {
      expect([...kinds]).toContain(kind);
    }
  });

  it('is a token wherever it goes, and no other', () => {
    const { events } = statelessStory();
    const stored = events.findIndex(({ kind }) => kind === 'storage.written');
    const things = thingsOf(holdings(events.slice(0, stored + 1)));
    expect(
      carried(
        things,
        events.filter(({ kind }) => kind === 'token.verified'),
      ),
    ).toHaveLength(1);
    expect(
      carried(
        things,
        events.filter(({ kind }) => kind === 'run.started'),
      ),
    ).toEqual([]);
  });

  it('is never found by accident', () => {
    const { events } = statefulStory();
    expect(events.some((event) => mentions(event, { name: 'short', value: 'GET' }))).toBe(false);
    expect(events.some((event) => mentions(event, { name: 'empty', value: '' }))).toBe(false);
  });
});

describe('the owners of events', () => {
  it('are the items that they draw or are evidence for', () => {
    const { events } = statefulStory();
    const map = owners(diagram(events));
    const [sent] = events.filter(({ kind }) => kind === 'request.sent');
    const [received] = events.filter(({ kind }) => kind === 'request.received');
    expect(map.get(received?.seq ?? -1)).toBe(sent?.seq);
    expect(map.get(sent?.seq ?? -1)).toBe(sent?.seq);
  });
});
