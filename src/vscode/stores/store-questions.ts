import * as vscode from 'vscode';
import { ask } from '../ask';
import type { StoreCard } from '../../model/store-protocol';
import { figure, t } from '../words';

const LOGGED_OUT = t('Whoever is logged in by it must log in again.');
const ALL_LOGGED_OUT = t('Whoever is logged in by them must log in again.');
const FOR_GOOD = t('This cannot be taken back.');

/** Asks whether sessions are to be destroyed. @param n at least 1 */
export function askDestroy(n: number, { demo }: StoreCard): Promise<boolean> {
  const question = n === 1 ? t('Destroy this session?') : t('Destroy {0} sessions?', figure(n));
  return ask(question, [n === 1 ? LOGGED_OUT : ALL_LOGGED_OUT, ...(demo ? [] : [FOR_GOOD])].join(' '), t('Destroy'));
}

/** Asks whether the sessions of somebody's own store are to end now. @param n at least 1 */
export function askExpire(n: number): Promise<boolean> {
  const question = n === 1 ? t('Let this session end now?') : t('Let {0} sessions end now?', figure(n));
  return ask(question, `${n === 1 ? LOGGED_OUT : ALL_LOGGED_OUT} ${FOR_GOOD}`, t('Expire'));
}

export function askDestroyAll({ facts: { prefix }, demo }: StoreCard): Promise<boolean> {
  if (demo) return ask(t('Destroy all sessions of the demo?'), ALL_LOGGED_OUT, t('Destroy All'));
  const question =
    prefix === null ? t('Destroy all sessions in this file?') : t('Destroy every key that begins with "{0}"?', prefix);
  const scope = t('Not only those on this page, and not only those that were found.');
  return ask(question, `${scope} ${ALL_LOGGED_OUT} ${FOR_GOOD}`, t('Destroy All'));
}

export function askAllow(): Promise<boolean> {
  const detail = t(
    'They are not of a demo: what is edited, expired or destroyed here is changed in the real store, and cannot be taken back.',
  );
  return ask(t('Allow changes to these sessions?'), detail, t('Allow Changes'));
}

/** Destroys step by step, with a way to stop. @returns how many rows are gone */
export async function destroyStepwise(
  step: (cursor: string | null) => Promise<{ readonly n: number; readonly next: string | null } | null>,
): Promise<number> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress(
    { location, title: t('Destroying sessions'), cancellable: true },
    async (progress, canceled) => {
      let destroyed = 0;
      let cursor: string | null = null;
      do {
        const done = await step(cursor);
        if (!done) return destroyed;
        destroyed += done.n;
        cursor = done.next;
        progress.report({ message: t('{0} so far', figure(destroyed)) });
      } while (cursor !== null && !canceled.isCancellationRequested);
      return destroyed;
    },
  );
}
