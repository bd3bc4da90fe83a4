import { describe, expect, it } from 'vitest';
import type { Memento } from 'vscode';
import { ProgressKeeper } from '../../../src/vscode/tutorials/progress-keeper';

/** What VS Code keeps for a user, shared by all windows. */
function memory(): Memento & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    keys: () => [...kept.keys()],
    get: (key: string) => kept.get(key) as never,
    update: (key: string, value: unknown) => {
      kept.set(key, structuredClone(value));
      return Promise.resolve();
    },
  };
}

describe('Kept progress', () => {
  it('is there for the next window, and two windows do not undo each other', () => {
    const shared = memory();
    const [one, other] = [new ProgressKeeper(shared), new ProgressKeeper(shared)];
    one.change('a', { done: ['x'] });
    other.change('b', { done: ['y'] });
    one.change('a', { at: 'z' });
    expect(new ProgressKeeper(shared).progress.tutorials).toEqual({
      a: { done: ['x'], at: 'z', predictions: {} },
      b: { done: ['y'], at: null, predictions: {} },
    });
  });

  it.each(['', 7, null, [], { tutorials: 'gone' }])('survives when what was kept became %j', (broken) => {
    const shared = memory();
    const keeper = new ProgressKeeper(shared);
    keeper.change('a', { done: ['x'] });
    shared.kept.set('authLab.tutorials', broken);
    expect(keeper.progress.tutorials['a']?.done).toEqual(['x']);
    keeper.change('b', { done: ['y'] });
    expect(Object.keys(keeper.progress.tutorials)).toEqual(['a', 'b']);
  });

  it('tells who listens', () => {
    const keeper = new ProgressKeeper(memory());
    let told = 0;
    keeper.onDidChange(() => told++);
    keeper.change('a', { done: ['x'] });
    keeper.forget('a');
    expect(told).toBe(2);
    expect(keeper.progress.tutorials).toEqual({});
  });
});
