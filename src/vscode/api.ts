import type { PlacedIntervention, RunState, Trace } from '../model';
import type { SessionRow } from '../projections/sessions';
import type { LabFailure } from '../process/lab-process';
import type { Charts } from './charts/charts';
import type { ChartsDesk } from './charts/charts-desk';
import type { Panel } from './panel';
import type { Subscribe } from './signal';
import type { RunBranch } from './run';
import type { RunSession } from './run-session';
import type { SessionTree } from './session-tree';
import type { Stores } from './stores/stores';
import type { StoresDesk } from './stores/stores-desk';
import type { TokenView } from './tokens/token-view';
import type { Tokens } from './tokens/tokens';
import type { Truth } from './truth/truth';
import type { TruthDesk } from './truth/truth-desk';
import type { TutorialDesk } from './tutorials/tutorial-desk';
import type { Tutorials } from './tutorials/tutorials';

/** What `activate` hands out: enough for tests inside VS Code to see what happened. No stable interface for others. */
export interface AuthLabApi {
  /** The events of the run of the moment so far. */
  trace(): Trace;
  /** Null before the first run. */
  state(): RunState | null;
  /** What was done to the run so far. */
  interventions(): readonly PlacedIntervention[];
  /** The run that the one of the moment was repeated from, or null. */
  branch(): RunBranch | null;
  /** Why the lab broke, or null. */
  failure(): LabFailure | null;
  /** Something about the run changed; ask again. */
  readonly onDidChange: Subscribe<unknown>;
  /** What the session store's tree shows. */
  sessions(): Promise<readonly SessionRow[]>;
  /** The table of sessions, open or not. */
  stores(): Promise<Pick<StoresDesk, 'view' | 'shown' | 'source' | 'onDidShow' | 'show'>>;
  readonly panel: {
    isOpen(): boolean;
    /** Resolves once its script runs and has everything that was told so far. */
    whenReady(): Promise<void>;
    /** Hands it a message as if its webview had sent it. */
    receive(message: unknown): Promise<void>;
  };
  readonly tokens: {
    /** Marks and findings of the editors in sight are up to date. */
    readonly onDidRefresh: Subscribe<void>;
    /** The token view, open or not. */
    view(): Promise<Pick<TokenView, 'shown' | 'isReady' | 'onReady' | 'receive' | 'onPost'>>;
  };
  /** The truth table, open or not. */
  truth(): Promise<Pick<TruthDesk, 'view' | 'measurement'>>;
  /** The charts, open or not. */
  charts(): Promise<Pick<ChartsDesk, 'view' | 'state' | 'onDidChange' | 'quiet'>>;
  /** The tutorials: where the learner stands, and what is shown. */
  tutorials(): Promise<Pick<TutorialDesk, 'guide' | 'view' | 'progress' | 'library' | 'nodes'>>;
}

/** The view of tests on the parts. */
export function api(
  session: RunSession,
  panel: Panel,
  sessions: SessionTree,
  stores: Stores,
  tokens: Tokens,
  truth: Truth,
  charts: Charts,
  tutorials: Tutorials,
): AuthLabApi {
  return {
    trace: () => [...(session.run?.trace ?? [])],
    state: () => session.run?.state ?? null,
    interventions: () => [...(session.run?.interventions ?? [])],
    branch: () => session.run?.branch ?? null,
    failure: () => session.run?.failure ?? null,
    onDidChange: session.onDidChange,
    sessions: () => sessions.rows(),
    stores: () => stores.desk(),
    panel: {
      isOpen: () => panel.isOpen,
      whenReady: () => panel.whenReady(),
      receive: (message) => panel.receive(message),
    },
    tokens: { onDidRefresh: tokens.onDidRefresh, view: async () => (await tokens.desk()).view },
    truth: () => truth.desk(),
    charts: () => charts.desk(),
    tutorials: () => tutorials.desk(),
  };
}
