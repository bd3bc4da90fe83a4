import { describe, expect, it } from 'vitest';
import type { Memento } from 'vscode';
import { keepBreakpoints } from '../../../src/vscode/kept-breakpoints';
import { RunSession } from '../../../src/vscode/run-session';

/** What VS Code keeps of a workspace, from one window to the next. */
class Memory implements Memento {
  readonly #kept = new Map<string, string>();

  keys(): readonly string[] {
    return [...this.#kept.keys()];
  }

  get<T>(key: string): T | undefined {
    const text = this.#kept.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }

  update(key: string, value: unknown): Promise<void> {
    this.#kept.set(key, JSON.stringify(value));
    return Promise.resolve();
  }
}

function newWindow(memory: Memory): RunSession {
  const session = new RunSession({
    labPath: () => '',
    redisUrl: () => undefined,
    seed: 's',
    newId: () => 'run',
    log: () => undefined,
  });
  keepBreakpoints(session, memory);
  return session;
}

describe('breakpoints', () => {
  it('are there again in the next window, and gone when they were taken away', async () => {
    const memory = new Memory();
    newWindow(memory).setBreakpoints([{ kind: 'token.rejected' }, { kind: 'store.answered', nth: 2 }]);
    const second = newWindow(memory);
    await expect
      .poll(() => second.breakpoints)
      .toEqual([{ kind: 'token.rejected' }, { kind: 'store.answered', nth: 2 }]);
    second.setBreakpoints([]);
    const third = newWindow(memory);
    await import('../../../src/model/breakpoint-list');
    expect(third.breakpoints).toEqual([]);
  });

  it('that nobody can read are none', async () => {
    for (const kept of [
      'nonsense',
      [{ kind: 'no.such' }],
      { kind: 'token.rejected' },
      [{ kind: 'token.rejected', nth: 0 }],
    ]) {
      const memory = new Memory();
      await memory.update('authLab.breakpoints', kept);
      const session = newWindow(memory);
      let changes = 0;
      const changed = new Promise<void>((resolve) => {
        session.onDidChange(() => {
          changes += 1;
          resolve();
        });
      });
      await changed;
      expect(session.breakpoints, JSON.stringify(kept)).toEqual([]);
      expect(changes).toBe(1);
    }
  });
});
