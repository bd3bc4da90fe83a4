import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { faultCards } from './content/faults';
import { scenarios } from './content/scenarios';
import { api, type AuthLabApi } from './vscode/api';
import type { Catalogue } from './vscode/catalogue';
import { registerCommands } from './vscode/commands/register';
import { publishContextKeys } from './vscode/context-publisher';
import { Errors } from './vscode/errors';
import { obeyPanel } from './vscode/intents';
import { Panel } from './vscode/panel';
import { lastScenario, restorePanel } from './vscode/panel-restore';
import { problems } from './vscode/problem';
import { redact } from './vscode/redact';
import { RunSession } from './vscode/run-session';
import { ServerCode } from './vscode/server-code';
import { SessionTree } from './vscode/session-tree';
import { readSettings } from './vscode/settings';
import { showStatus } from './vscode/status-bar';
import { TokenDocuments } from './vscode/token-documents';

/** The composition root: builds the parts, wires them, and hands them over to be disposed. */
export function activate(context: vscode.ExtensionContext): AuthLabApi {
  const { extensionUri, workspaceState } = context;
  const log = vscode.window.createOutputChannel('Auth Lab', { log: true });
  const errors = new Errors(log);
  const session = new RunSession({
    // The environment names another lab where a test needs one that breaks.
    labPath: () => process.env['AUTH_LAB_LAB_PATH'] ?? vscode.Uri.joinPath(extensionUri, 'dist', 'lab.js').fsPath,
    setup: () => ({ store: readSettings().store }),
    seed: 'auth-lab',
    newId: randomUUID,
    log: (level, text) => log[level](redact(text)),
  });
  const panel = new Panel({ extensionUri, session, catalogue, log });
  const sessions = new SessionTree(session);
  const code = new ServerCode(extensionUri);
  const tokens = new TokenDocuments();
  const parts = {
    session,
    panel,
    sessions,
    code,
    tokens,
    catalogue,
    errors,
    log,
    settings: readSettings,
    // eslint-disable-next-line no-restricted-properties -- the composition root hands out the time
    now: () => Math.floor(Date.now() / 1000),
    lastScenario: () => lastScenario(catalogue, workspaceState),
  };
  context.subscriptions.push(
    session,
    panel,
    sessions,
    code,
    tokens,
    log,
    registerCommands(parts),
    obeyPanel(parts),
    restorePanel(panel, session, catalogue, workspaceState),
    showStatus(session),
    publishContextKeys(session, () => parts.lastScenario() !== undefined),
    session.onDidChange((change) => {
      if (change.type !== 'failed' && change.type !== 'refused') return;
      const problem = problems.lab(change.failure);
      // A panel on screen says why its run broke off, with the same ways out; once is enough.
      if (change.type === 'failed' && panel.isReady) errors.note(problem);
      else errors.tell(problem);
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('authLab.pace')) session.setPace(readSettings().pace);
    }),
  );
  return api(session, panel, sessions);
}

const catalogue: Catalogue = {
  scenarios: scenarios.map(({ id, title, teaches, app }) => ({ id, title, teaches, serverCode: `src/apps/${app}.ts` })),
  faults: faultCards,
};
