import type { RunState, Trace } from '../model';
import type { SessionRow } from '../projections/sessions';
import type { LabFailure } from '../process/lab-process';
import type { Panel } from './panel';
import type { Subscribe } from './signal';
import type { RunSession } from './run-session';
import type { SessionTree } from './session-tree';

/** What `activate` hands out: enough for tests inside VS Code to see what happened. No stable interface for others. */
export interface AuthLabApi {
  /** The events of the run of the moment so far. */
  trace(): Trace;
  /** Null before the first run. */
  state(): RunState | null;
  /** Why the lab broke, or null. */
  failure(): LabFailure | null;
  /** Something about the run changed; ask again. */
  readonly onDidChange: Subscribe<unknown>;
  /** What the session store's tree shows. */
  sessions(): Promise<readonly SessionRow[]>;
  readonly panel: {
    isOpen(): boolean;
    /** Resolves once its script runs and has everything that was told so far. */
    whenReady(): Promise<void>;
    /** Hands it a message as if its webview had sent it. */
    receive(message: unknown): Promise<void>;
  };
}

/** The view of tests on the parts. */
export function api(session: RunSession, panel: Panel, sessions: SessionTree): AuthLabApi {
  return {
    trace: () => [...(session.run?.trace ?? [])],
    state: () => session.run?.state ?? null,
    failure: () => session.run?.failure ?? null,
    onDidChange: session.onDidChange,
    sessions: () => sessions.rows(),
    panel: {
      isOpen: () => panel.isOpen,
      whenReady: () => whenReady(panel),
      receive: (message) => panel.receive(message),
    },
  };
}

async function whenReady(panel: Panel): Promise<void> {
  if (panel.isReady) return;
  await new Promise<void>((resolve) => {
    const listening = panel.onReady(() => {
      listening.dispose();
      resolve();
    });
  });
}
