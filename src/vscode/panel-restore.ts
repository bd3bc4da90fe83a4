import * as vscode from 'vscode';
import type { Catalogue } from './catalogue';
import { PANEL_TYPE, type Panel } from './panel';

import type { RunSession } from './run-session';
import type { Disposable } from './signal';
import { shortName, t } from './words';

const LAST_SCENARIO = 'authLab.lastScenario';

/**
 * Brings the panel back after a window reload. Processes do not survive one, so the run is gone and the panel says so;
 * `restart` begins the same scenario again. Only the scenario's id is kept, never anything of its trace.
 */
export function restorePanel(
  panel: Panel,
  session: RunSession,
  catalogue: Catalogue,
  memory: vscode.Memento,
): Disposable {
  const remember = session.onDidChange((change) => {
    if (change.type === 'began' && session.run) void memory.update(LAST_SCENARIO, session.run.card.id);
  });
  const serializer = vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
    deserializeWebviewPanel: (webview) => {
      const last = lastScenario(catalogue, memory);
      panel.restore(webview, {
        message: last
          ? t(
              'The window was reloaded, which ended the demo "{0}". Start it again to see it from the beginning.',
              shortName(last),
            )
          : t('The window was reloaded, which ended the demo. Start it again to see it from the beginning.'),
        tone: 'info',
      });
      return Promise.resolve();
    },
  });
  return vscode.Disposable.from(remember, serializer);
}

/** The scenario that ran last in this workspace, if it still exists. */
export function lastScenario(catalogue: Catalogue, memory: vscode.Memento): Catalogue['scenarios'][number] | undefined {
  const id = memory.get<unknown>(LAST_SCENARIO);
  return catalogue.scenarios.find((scenario) => scenario.id === id);
}
