import * as vscode from 'vscode';
import type { AppId } from '../../model';
import { ask } from '../ask';
import { t } from '../words';
import { EDITED_SCHEME, problemWords } from '../edited-servers';
import type { Parts } from '../parts';
import { problems } from '../problem';
import { argument } from './arguments';

/** Opens a copy of the server that runs, for the learner to change. */
export async function editServerCode(parts: Parts): Promise<void> {
  const app = appInSight(parts);
  if (app === null) {
    parts.errors.tell(problems.badRequest('Start a demo first: its server is the one that you can change.'));
    return;
  }
  await parts.servers.open(app);
}

/**
 * Begins the demo anew, served by the learner's copy.
 * Argument, for keybindings: `hold` (boolean) overrides the setting `authLab.startPaused`.
 */
export async function runEditedServer(parts: Parts, args: readonly unknown[] = []): Promise<void> {
  const { session, servers, panel, errors, settings } = parts;
  const { run } = session;
  const app = appInSight(parts);
  if (!run || app === null) {
    errors.tell(problems.badRequest('Start a demo first: its server is the one that you can change.'));
    return;
  }
  const edited = await servers.program(app);
  if ('message' in edited) {
    errors.tell(problems.badRequest(problemWords(edited)));
    return;
  }
  const { card, setup } = run;
  const { pace, startPaused } = settings();
  const hold = argument(args, 'hold');
  const started = session.start(card, { hold: typeof hold === 'boolean' ? hold : startPaused, pace, setup, edited });
  panel.reveal();
  await started;
}

/** Throws the learner's copy away, after a question. */
export async function restoreServerCode(parts: Parts): Promise<void> {
  const app = appInSight(parts);
  if (app === null || !(await parts.servers.isChanged(app))) {
    parts.errors.tell(problems.badRequest('This server is as it was: there is nothing to restore.'));
    return;
  }
  const yes = await ask(
    t('Throw your changes away?'),
    t('Your copy of "{0}" becomes what was shipped.', `${app}.ts`),
    t('Restore'),
  );
  if (yes) await parts.servers.restore(app);
}

/** The server in the editor, where it is a copy of one, or else the one that runs. */
function appInSight({ session }: Parts): AppId | null {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const started = session.run?.trace.find((event) => event.kind === 'node.started');
  if (uri?.scheme === EDITED_SCHEME) return uri.path.replace(/^\/edited\/|\.ts$/g, '') as AppId;
  return (started?.data.app as AppId | undefined) ?? null;
}
