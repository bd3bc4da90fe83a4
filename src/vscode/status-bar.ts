import * as vscode from 'vscode';
import { commandId } from './commands/ids';
import { isActive } from './run';
import type { RunSession } from './run-session';
import type { Disposable } from './signal';
import { statusText } from './status-text';
import { t } from './words';

/** An item in the status bar while a demo runs; a click leads to the panel. */
export function showStatus(session: RunSession): Disposable {
  let item: vscode.StatusBarItem | undefined;
  const listener = session.onDidChange(() => {
    const { run } = session;
    if (!isActive(run)) {
      item?.hide();
      return;
    }
    const { text, spoken } = statusText(run);
    // Made for the first demo: activation waits for nothing that is not shown.
    item ??= newItem();
    item.text = text;
    item.accessibilityInformation = { label: spoken, role: 'button' };
    item.show();
  });
  return vscode.Disposable.from(listener, { dispose: () => item?.dispose() });
}

function newItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('authLab.status', vscode.StatusBarAlignment.Left, 0);
  item.name = t('Auth Lab Demo');
  item.command = commandId('showPanel');
  item.tooltip = t('Show the Auth Lab panel');
  return item;
}
