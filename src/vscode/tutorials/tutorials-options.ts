import type * as vscode from 'vscode';
import type { Charts } from '../charts/charts';
import type { EditedServers } from '../edited-servers';
import type { Panel } from '../panel';
import type { RunSession } from '../run-session';
import type { Settings } from '../settings';

/** What tutorials need of the rest of the extension. */
export interface TutorialsOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly session: RunSession;
  readonly panel: Pick<Panel, 'reveal'>;
  readonly settings: () => Settings;
  /** The user's, not the workspace's. */
  readonly memory: vscode.Memento;
  /** Says something that is no failure of ours. */
  readonly tell: (sentence: string) => void;
  readonly broke: (error: unknown) => void;
  /** Opens the server's code at the line behind an event, or at the line that ran last. */
  readonly showCodeOf: (seq: number | null) => Promise<void>;
  /** The learner's own copies of the servers. */
  readonly servers: EditedServers;
  readonly charts: Pick<Charts, 'onDidMeasure'>;
  /** Opens a file of the teaching servers at a line, from 1. */
  readonly showCode: (file: string, line: number) => unknown;
}
