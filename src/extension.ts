import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { scenarios } from './content/scenarios';
import { api, type AuthLabApi } from './vscode/api';
import type { Catalogue } from './vscode/catalogue';
import { Charts } from './vscode/charts/charts';
import { registerCommands } from './vscode/commands/register';
import { startDemo, startScenario } from './vscode/commands/start-demo';
import { RunShelf } from './vscode/compare/run-shelf';
import { publishContextKeys } from './vscode/context-publisher';
import { EditedServers } from './vscode/edited-servers';
import { Errors } from './vscode/errors';
import { obeyPanel } from './vscode/intents';
import { linkSelections, selectSession } from './vscode/linked-selection';
import { Panel } from './vscode/panel';
import { keepBreakpoints } from './vscode/kept-breakpoints';
import { lastScenario, restorePanel } from './vscode/panel-restore';
import type { Parts } from './vscode/parts';
import { problems } from './vscode/problem';
import { redact } from './vscode/redact';
import { RunSession } from './vscode/run-session';
import { ServerCode } from './vscode/server-code';
import { SessionTree } from './vscode/session-tree';
import { readSettings } from './vscode/settings';
import { showStatus } from './vscode/status-bar';
import { Stores } from './vscode/stores/stores';
import { Tokens } from './vscode/tokens/tokens';
import { Truth } from './vscode/truth/truth';
import { Tutorials } from './vscode/tutorials/tutorials';

/** The composition root: builds the parts, wires them, and hands them over to be disposed. */
export function activate(context: vscode.ExtensionContext): AuthLabApi {
  const { extensionUri, workspaceState } = context;
  const log = vscode.window.createOutputChannel('Auth Lab', { log: true });
  const errors = new Errors(log);
  // The environment names another lab where a test needs one that breaks.
  const labPath = (): string =>
    process.env['AUTH_LAB_LAB_PATH'] ?? vscode.Uri.joinPath(extensionUri, 'dist', 'lab.js').fsPath;
  const session = new RunSession({
    labPath,
    redisUrl: () => readSettings().redisUrl,
    seed: 'auth-lab',
    newId: randomUUID,
    log: (level, text) => log[level](redact(text)),
  });
  const panel = new Panel({ extensionUri, session, catalogue, log });
  const sessions = new SessionTree(session);
  const code = new ServerCode(extensionUri);
  const servers = new EditedServers(extensionUri, context.globalStorageUri);
  // eslint-disable-next-line no-restricted-properties -- the composition root hands out the time
  const now = (): number => Math.floor(Date.now() / 1000);
  const tokens: Tokens = new Tokens({
    extensionUri,
    secrets: context.secrets,
    log,
    errors,
    now,
    lab: {
      session,
      reveal: () => panel.reveal(),
      attack: async (attack) => (await import('./vscode/compare/attack-in-lab')).attackInLab(parts, [{ attack }]),
      startStateless: () => startDemo(parts, 'stateless', [{ hold: true }]),
    },
  });
  const shelf = new RunShelf(session);
  const charts = new Charts({
    extensionUri,
    log,
    path: vscode.Uri.joinPath(extensionUri, 'dist', 'charts.js').fsPath,
  });
  const stores = new Stores({
    extensionUri,
    path: vscode.Uri.joinPath(extensionUri, 'dist', 'store-desk.js').fsPath,
    session,
    errors,
    log,
    settings: readSettings,
    openToken: async (token) => (await tokens.desk()).decode([{ token }]),
    onPick: (sid) => selectSession(session, panel, sid),
  });
  const truth: Truth = new Truth({
    extensionUri,
    labPath,
    session,
    errors,
    log,
    settings: readSettings,
    start: (card, args, setup) => startScenario(parts, card, args, () => setup),
  });
  const tutorials: Tutorials = new Tutorials({
    extensionUri,
    log,
    session,
    panel,
    settings: readSettings,
    memory: context.globalState,
    tell: (sentence) => void vscode.window.showInformationMessage(sentence),
    broke: (error) => errors.tell(problems.commandBroke('tutorial', error)),
    showCodeOf: async (seq) => (await import('./vscode/commands/show-server-code')).showServerCode(parts, seq),
    showCode: (file, line) => code.show({ file, line }),
    servers,
    charts,
  });
  const parts: Parts = {
    session,
    panel,
    sessions,
    stores,
    code,
    servers,
    tokens,
    truth,
    charts,
    shelf,
    tutorials,
    catalogue,
    errors,
    log,
    settings: readSettings,
    labPath,
    version: versionOf(context.extension),
    now,
    lastScenario: () => lastScenario(catalogue, workspaceState),
  };
  context.subscriptions.push(
    session,
    panel,
    sessions,
    stores,
    code,
    servers,
    tokens,
    truth,
    charts,
    shelf,
    tutorials,
    log,
    registerCommands(parts),
    obeyPanel(parts),
    linkSelections(session, panel, sessions),
    restorePanel(panel, session, catalogue, workspaceState),
    keepBreakpoints(session, workspaceState),
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
  return api(session, panel, sessions, stores, tokens, truth, charts, tutorials);
}

const catalogue: Catalogue = {
  scenarios: scenarios.map(({ id, title, teaches, flow }) => ({ id, title, teaches, flow })),
  faults: async () => (await import('./content/fault-cards')).faultCards,
};

/** Of the extension itself, as its manifest has it. */
function versionOf({ packageJSON }: vscode.Extension<unknown>): string {
  return (packageJSON as { readonly version: string }).version;
}
