import * as vscode from 'vscode';
import { ask } from '../ask';
import type { StoreCard } from '../../model/store-protocol';

const LOGGED_OUT = 'Whoever is logged in by it must log in again.';
const ALL_LOGGED_OUT = 'Whoever is logged in by them must log in again.';
const FOR_GOOD = ' This cannot be taken back.';

/** Asks whether sessions are to be destroyed. @param n at least 1 */
export function askDestroy(n: number, { demo }: StoreCard): Promise<boolean> {
  const question = n === 1 ? 'Destroy this session?' : `Destroy ${n.toLocaleString('en-US')} sessions?`;
  return ask(question, (n === 1 ? LOGGED_OUT : ALL_LOGGED_OUT) + (demo ? '' : FOR_GOOD), 'Destroy');
}

/** Asks whether the sessions of somebody's own store are to end now. @param n at least 1 */
export function askExpire(n: number): Promise<boolean> {
  const question = n === 1 ? 'Let this session end now?' : `Let ${n.toLocaleString('en-US')} sessions end now?`;
  return ask(question, (n === 1 ? LOGGED_OUT : ALL_LOGGED_OUT) + FOR_GOOD, 'Expire');
}

export function askDestroyAll({ facts: { prefix }, demo }: StoreCard): Promise<boolean> {
  if (demo) return ask('Destroy all sessions of the demo?', ALL_LOGGED_OUT, 'Destroy All');
  const what = prefix === null ? 'all sessions in this file' : `every key that begins with "${prefix}"`;
  const detail = `Not only those on this page, and not only those that were found. ${ALL_LOGGED_OUT}${FOR_GOOD}`;
  return ask(`Destroy ${what}?`, detail, 'Destroy All');
}

export function askAllow(): Promise<boolean> {
  const detail =
    'They are not of a demo: what is edited, expired or destroyed here is changed in the real store, and cannot be taken back.';
  return ask('Allow changes to these sessions?', detail, 'Allow Changes');
}

/** Destroys step by step, with a way to stop. @returns how many rows are gone */
export async function destroyStepwise(
  step: (cursor: string | null) => Promise<{ readonly n: number; readonly next: string | null } | null>,
): Promise<number> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress(
    { location, title: 'Destroying sessions', cancellable: true },
    async (progress, canceled) => {
      let destroyed = 0;
      let cursor: string | null = null;
      do {
        const done = await step(cursor);
        if (!done) return destroyed;
        destroyed += done.n;
        cursor = done.next;
        progress.report({ message: `${destroyed.toLocaleString('en-US')} so far` });
      } while (cursor !== null && !canceled.isCancellationRequested);
      return destroyed;
    },
  );
}
