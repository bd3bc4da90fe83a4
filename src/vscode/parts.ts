import type { LogOutputChannel } from 'vscode';
import type { Catalogue } from './catalogue';
import type { Charts } from './charts/charts';
import type { RunShelf } from './compare/run-shelf';
import type { EditedServers } from './edited-servers';
import type { Errors } from './errors';
import type { Panel } from './panel';
import type { RunSession } from './run-session';
import type { ServerCode } from './server-code';
import type { SessionTree } from './session-tree';
import type { Settings } from './settings';
import type { Stores } from './stores/stores';
import type { Tokens } from './tokens/tokens';
import type { Truth } from './truth/truth';
import type { Tutorials } from './tutorials/tutorials';

/** What commands and the panel's intents act on. The composition root builds it once. */
export interface Parts {
  readonly session: RunSession;
  readonly panel: Panel;
  readonly sessions: SessionTree;
  /** The table of sessions. */
  readonly stores: Stores;
  readonly code: ServerCode;
  /** The learner's own copies of the servers. */
  readonly servers: EditedServers;
  readonly tokens: Tokens;
  readonly truth: Truth;
  readonly charts: Charts;
  readonly shelf: RunShelf;
  readonly tutorials: Tutorials;
  readonly catalogue: Catalogue;
  readonly errors: Errors;
  readonly log: LogOutputChannel;
  readonly settings: () => Settings;
  /** Where the lab's bundle is. */
  readonly labPath: () => string;
  /** The extension's own. */
  readonly version: string;
  /** Real time, in whole seconds since 1970. */
  readonly now: () => number;
  /** The scenario that ran last in this workspace, from before a reload too. */
  readonly lastScenario: () => Catalogue['scenarios'][number] | undefined;
}
