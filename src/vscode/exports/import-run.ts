import * as vscode from 'vscode';
import { scenarioCards } from '../../content/scenarios';
import { truthScenarios } from '../../content/truth';
import type { ScenarioCard, Trace } from '../../model';
import { fromJson } from '../../projections/exports/json';
import { ask } from '../ask';
import { argument } from '../commands/arguments';
import type { Parts } from '../parts';
import { problems } from '../problem';
import { isActive } from '../run';
import { shortName, t } from '../words';

/** More than 100,000 events: nothing that a lab has told, and too much to be drawn. In bytes. */
const LARGEST = 100_000_000;

/**
 * Shows a run that was exported as JSON. It is over: it can be looked at and compared, and nothing can be done to it.
 * Arguments, for keybindings: `file`, its address; `replace` (boolean) answers whether a demo that runs may end.
 */
export async function importRun(parts: Parts, args: readonly unknown[]): Promise<void> {
  const { session, panel, errors } = parts;
  const given = argument(args, 'file');
  const file = given instanceof vscode.Uri ? given : await askFile();
  if (!file) return;
  const read = await readRun(file);
  if ('error' in read) {
    errors.tell(problems.notImported(read.error));
    return;
  }
  if (isActive(session.run)) {
    const detail = t('"{0}" ends, and the imported run is shown.', shortName(session.run.card));
    const may = argument(args, 'replace') ?? (await ask(t('A demo is running. Replace it?'), detail, t('Replace')));
    if (may !== true) return;
  }
  const shown = session.show(read.card, read.trace);
  panel.reveal();
  await shown;
}

async function askFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: t('Import Run'),
    filters: { [t('Run of Auth Lab')]: ['json'] },
    canSelectMany: false,
  });
  return chosen?.[0];
}

async function readRun(
  file: vscode.Uri,
): Promise<{ readonly trace: Trace; readonly card: ScenarioCard } | { readonly error: string }> {
  let text: string;
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > LARGEST) return { error: t('The file is larger than any run of Auth Lab: over 100 MB.') };
    text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return { error: t('The file could not be read.') };
  }
  const read = fromJson(text);
  if (!read.ok) return { error: t('This is no run that Auth Lab exported. {0}', read.error) };
  const [started] = read.value;
  if (started?.kind !== 'run.started')
    return { error: t('This is no run that Auth Lab exported. The trace does not begin with the beginning of a run.') };
  const { scenario, title } = started.data;
  const known = [...scenarioCards, ...truthScenarios].find(({ id }) => id === scenario);
  const card = known ?? { id: scenario, title, teaches: 'A run that was imported.' };
  return { trace: read.value, card: { id: card.id, title: card.title, teaches: card.teaches } };
}
