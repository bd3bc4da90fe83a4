import * as vscode from 'vscode';
import type { Parts } from '../parts';
import { argument } from './arguments';
import { choose } from '../questions';

const SPEEDS = [
  { label: 'Slow', pace: 1_600 },
  { label: 'Normal', pace: 700 },
  { label: 'Fast', pace: 250 },
  { label: 'Instant', pace: 0 },
] as const;

/** How fast a run plays. Argument, for keybindings: `pace` in ms between two messages. */
export async function setSpeed({ session }: Parts, args: readonly unknown[]): Promise<void> {
  const named = argument(args, 'pace');
  if (typeof named === 'number' && named >= 0) {
    session.setPace(named);
    return;
  }
  const items = SPEEDS.map(({ label, pace }) => ({
    pace,
    label: vscode.l10n.t(label),
    description:
      pace === 0 ? vscode.l10n.t('no pause between two messages') : vscode.l10n.t('{0} ms between two messages', pace),
  }));
  const chosen = await choose(items, {
    title: vscode.l10n.t('Set Speed'),
    placeHolder: vscode.l10n.t('How fast should it play?'),
  });
  if (chosen) session.setPace(chosen.pace);
}
