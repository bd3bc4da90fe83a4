import * as vscode from 'vscode';
import { runAgainTo } from './commands/run-again';
import { restartDemo } from './commands/restart-demo';
import { startDemo } from './commands/start-demo';
import type { PanelIntent } from './panel';
import type { Parts } from './parts';
import { problems } from './problem';
import type { Disposable } from './signal';

type Handlers = {
  readonly [T in PanelIntent['type']]: (intent: Extract<PanelIntent, { type: T }>, parts: Parts) => unknown;
};

/** What each intent of the panel sets going. An intent that is missing here does not compile. */
const HANDLERS: Handlers = {
  step: (_, { session }) => session.step(),
  stepOver: (_, { session }) => session.stepOver(),
  runOn: ({ seq }, { session }) => session.runOn(seq),
  breakpoints: ({ breakpoints }, { session }) => session.setBreakpoints(breakpoints),
  run: (_, { session }) => session.play(),
  pause: (_, { session }) => session.pause(),
  pace: ({ pace }, { session }) => session.setPace(pace),
  restart: (_, parts) => restartDemo(parts),
  stop: (_, { session }) => session.stop(),
  // Whoever chose a deployment in the panel has asked for another run: no further question.
  start: ({ scenario, setup }, parts) => startDemo(parts, scenario, setup ? [{ replace: true }] : [], setup),
  intervene: ({ what }, { session }) => session.intervene(what),
  fork: ({ seq }, parts) => runAgainTo(parts, seq),
  showCode: async ({ seq }, parts) => (await import('./commands/show-server-code')).showServerCode(parts, seq),
  selected: async ({ seq }, { session, code }) => {
    if (seq === null || !session.run) return;
    const { codeLine } = await import('./code-line');
    const line = codeLine(session.run.trace, seq);
    if (line) code.follow(line);
  },
  // Whoever asked for it listens for itself.
  picture: () => undefined,
  copy: ({ text }) => vscode.env.clipboard.writeText(text),
  openStore: async (_, { stores }) => (await stores.desk()).showDemo(),
  showLog: (_, { log }) => log.show(),
};

/** Does what the panel asks for. A mistake of ours on the way is told like every other problem. */
export function obeyPanel(parts: Parts): Disposable {
  return parts.panel.onIntent(async (intent) => {
    const handle = HANDLERS[intent.type] as (intent: PanelIntent, parts: Parts) => unknown;
    try {
      await handle(intent, parts);
    } catch (error) {
      parts.errors.tell(problems.commandBroke(intent.type, error));
    }
  });
}
