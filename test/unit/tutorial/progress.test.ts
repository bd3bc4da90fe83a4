import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_PROGRESS, progressOf, readProgress, withoutProgress, withProgress } from '../../../src/tutorial';

describe('Progress', () => {
  it('survives being kept and read', () => {
    const kept = withProgress(NO_PROGRESS, 'a', {
      done: ['x'],
      at: 'y',
      predictions: { x: { choice: 'in', right: true } },
    });
    expect(readProgress(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    expect(kept.current).toBe('a');
  });

  it('loses a broken entry and nothing else', () => {
    const kept = {
      current: 7,
      tutorials: { a: { done: ['x', 3, 'x'], at: {}, predictions: { x: 'in', y: { choice: 'out' } } }, b: null },
    };
    expect(readProgress(kept)).toEqual({
      current: null,
      tutorials: {
        a: { done: ['x'], at: null, predictions: { y: { choice: 'out', right: null } } },
        b: { done: [], at: null, predictions: {} },
      },
    });
  });

  it('is read from anything', () => {
    fc.assert(
      fc.property(fc.anything(), (kept) => {
        const read = readProgress(kept);
        expect(readProgress(read)).toEqual(read);
        expect(progressOf(read, 'never-begun').done).toEqual([]);
      }),
    );
  });

  it('forgets one tutorial', () => {
    const both = withProgress(withProgress(NO_PROGRESS, 'a', { done: ['x'] }), 'b', { done: ['y'] });
    const one = withoutProgress(both, 'b');
    expect(progressOf(one, 'a').done).toEqual(['x']);
    expect(progressOf(one, 'b').done).toEqual([]);
    expect(one.current).toBeNull();
  });
});
