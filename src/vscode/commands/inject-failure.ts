import * as vscode from 'vscode';
import type { Parts } from '../parts';
import { isActive } from '../run';
import { argument } from './arguments';

/** Lets the learner pick a failure, and makes it strike now. Argument, for keybindings: `fault`, its id. */
export async function injectFailure({ session, catalogue }: Parts, args: readonly unknown[]): Promise<void> {
  const named = argument(args, 'fault');
  if (typeof named === 'string') {
    session.inject(named);
    return;
  }
  const { run } = session;
  if (!isActive(run)) return;
  const items = catalogue.faults.map(({ id, title, teaches }) => ({ id, label: title, detail: teaches }));
  const possible = items.filter(({ id }) => run.state.faults.includes(id));
  const others = items.filter(({ id }) => !run.state.faults.includes(id));
  const separator = {
    label: 'Not possible now; choose one to see why',
    kind: vscode.QuickPickItemKind.Separator,
    id: '',
  };
  const chosen = await vscode.window.showQuickPick(
    [...possible, ...(others.length > 0 ? [separator, ...others] : [])],
    {
      title: 'Inject Failure',
      placeHolder: 'What should go wrong now?',
      matchOnDetail: true,
    },
  );
  // The lab has the last word, and its reason is told.
  if (chosen) session.inject(chosen.id);
}
