import { describe, expect, it } from 'vitest';
import { EVENT_KINDS } from '../../../src/model';
import { breakpointAt, breakpointKey, REFUSALS, toggled } from '../../../src/model/breakpoints';

describe('a breakpoint', () => {
  it('is met by each event of its kind, or by the n-th alone', () => {
    expect(breakpointAt([{ kind: 'store.asked' }], 'store.asked', 7)).toEqual({ kind: 'store.asked' });
    expect(breakpointAt([{ kind: 'store.asked', nth: 2 }], 'store.asked', 7)).toBeUndefined();
    expect(breakpointAt([{ kind: 'store.asked', nth: 7 }], 'store.asked', 7)).toBeDefined();
    expect(breakpointAt([{ kind: 'store.asked' }], 'store.answered', 1)).toBeUndefined();
  });

  it('is set once and taken away by setting it again', () => {
    const once = toggled([{ kind: 'token.signed' }], { kind: 'store.asked', nth: 2 });
    expect(once.map(breakpointKey)).toEqual(['token.signed', 'store.asked#2']);
    expect(toggled(once, { kind: 'store.asked', nth: 2 })).toEqual([{ kind: 'token.signed' }]);
    expect(toggled(once, { kind: 'store.asked' }).map(breakpointKey)).toEqual([
      'token.signed',
      'store.asked#2',
      'store.asked',
    ]);
  });

  it('stands where refusals are, all of them places where stepping stops', () => {
    for (const kind of REFUSALS) expect(EVENT_KINDS[kind].quiet, kind).toBe(false);
  });
});
