import * as vscode from 'vscode';
import { copiesOf } from '../../projections/copies';
import { diagram } from '../../projections/diagram';
import type { Parts } from '../parts';
import { argument } from './arguments';
import { choose } from '../questions';

/** Copies the selected message of the panel. Argument, for keybindings: `as`, one of curl, http and json. */
export async function copyMessage({ panel, session }: Parts, args: readonly unknown[]): Promise<void> {
  const { run } = session;
  const { selected } = panel;
  const item = run
    ? diagram(run.trace)
        .sections.flatMap(({ items }) => items)
        .findLast(({ seq }) => selected === null || seq === selected)
    : undefined;
  if (!run || !item) return;
  const forms = copiesOf(run.trace, item);
  const named = forms.find(({ id }) => id === argument(args, 'as'));
  const chosen =
    named ??
    (await choose(
      forms.map((form) => ({ ...form, description: form.text.split(/\r?\n/, 1)[0] ?? '' })),
      { title: vscode.l10n.t('Copy Message'), placeHolder: item.label },
    ));
  if (chosen) await vscode.env.clipboard.writeText(chosen.text);
}
