import type { LogOutputChannel } from 'vscode';
import type { Catalogue } from './catalogue';
import type { Errors } from './errors';
import type { Panel } from './panel';
import type { RunSession } from './run-session';
import type { ServerCode } from './server-code';
import type { SessionTree } from './session-tree';
import type { Settings } from './settings';
import type { TokenDocuments } from './token-documents';

/** What commands and the panel's intents act on. The composition root builds it once. */
export interface Parts {
  readonly session: RunSession;
  readonly panel: Panel;
  readonly sessions: SessionTree;
  readonly code: ServerCode;
  readonly tokens: TokenDocuments;
  readonly catalogue: Catalogue;
  readonly errors: Errors;
  readonly log: LogOutputChannel;
  readonly settings: () => Settings;
  /** Real time, in whole seconds since 1970. */
  readonly now: () => number;
  /** The scenario that ran last in this workspace, from before a reload too. */
  readonly lastScenario: () => Catalogue['scenarios'][number] | undefined;
}
