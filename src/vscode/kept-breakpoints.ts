import type { Memento } from 'vscode';
import type { RunSession } from './run-session';
import type { Disposable } from './signal';

const KEY = 'authLab.breakpoints';

/** Breakpoints outlive the window, as VS Code's own do: they say where a run holds, and nothing of what it held. */
export function keepBreakpoints(session: RunSession, memory: Memento): Disposable {
  const kept = memory.get<unknown>(KEY);
  // Loaded only for who has set some: activation waits for no schema.
  if (kept !== undefined) {
    void import('../model/breakpoint-list').then(({ readBreakpoints }) => {
      if (session.breakpoints.length === 0) session.setBreakpoints(readBreakpoints(kept));
    });
  }
  return session.onDidChange((change) => {
    if (change.type === 'breakpoints') void memory.update(KEY, [...session.breakpoints]);
  });
}
