import { describe, expect, it } from 'vitest';
import { EVENT_KINDS, parseMoment } from '../../../src/model';

describe('a moment', () => {
  it('is a kind and a count', () => {
    expect(parseMoment('store.answered#2')).toEqual({ kind: 'store.answered', nth: 2 });
    expect(parseMoment('run.ended')).toEqual({ kind: 'run.ended', nth: 1 });
  });

  it.each([
    '',
    '#2',
    'store',
    'store.answered#',
    'store.answered#0',
    'store.answered#-1',
    'store.answered#1.5',
    'store.answered#2#3',
    'store.answered#x',
    'constructor',
    '__proto__#1',
  ])('is not %j, and the answer says why', (text) => {
    expect(parseMoment(text)).toHaveProperty('error');
  });
});

describe('kinds of event', () => {
  it('are past tense and dotted', () => {
    for (const kind of Object.keys(EVENT_KINDS))
      expect(kind).toMatch(/^[a-z]+\.(sent|[a-z]+ed|[a-z]+en|lost|hung|read)$/);
  });
});
