import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { StoreAddress } from '../../model/store-address';
import { t } from '../words';
import { choose } from '../questions';

/** What the table is to show: the store of whichever demo runs, or one of the user's own. */
export type StoreChoice =
  { readonly type: 'demo' } | { readonly type: 'own'; readonly address: StoreAddress; readonly title: string };

interface Item extends vscode.QuickPickItem {
  readonly choose: () => StoreChoice | undefined | Promise<StoreChoice | undefined>;
}

const DEMO: StoreChoice = { type: 'demo' };
const IN_SETTING = t('Redis of authLab.redisUrl');

/** Asks which session store is meant. @param redisUrl the setting's. @returns undefined when the user gave up */
export async function chooseStore(redisUrl: string | undefined): Promise<StoreChoice | undefined> {
  const items: Item[] = [
    {
      label: `$(beaker) ${t('Session store of the demo')}`,
      detail: t('Whichever runs, and wherever it keeps its sessions.'),
      choose: () => DEMO,
    },
    {
      label: `$(file) ${t('SQLite file…')}`,
      detail: t('As connect-sqlite3, better-sqlite3-session-store, Sequelize or Django write it.'),
      choose: chooseFile,
    },
    ...(redisUrl === undefined
      ? []
      : [
          {
            label: `$(server) ${IN_SETTING}`,
            detail: t('Opened for reading; nothing is changed unless you allow it.'),
            choose: () => redisChoice(redisUrl, false),
          },
        ]),
    {
      label: `$(server) ${t('Redis at an address…')}`,
      detail: t('Opened for reading; nothing is changed unless you allow it.'),
      choose: typeAddress,
    },
  ];
  const chosen = await choose(items, {
    title: t('Open Session Store'),
    placeHolder: t('Which session store?'),
    matchOnDetail: true,
  });
  return chosen?.choose();
}

/** A file that was named, as by a context menu. */
export function fileChoice(uri: vscode.Uri): StoreChoice {
  const { fsPath } = uri;
  return { type: 'own', address: { kind: 'sqlite', file: fsPath, ours: false }, title: basename(fsPath) };
}

/** @param typed the user has typed the address just now */
export function redisChoice(url: string, typed: boolean): StoreChoice {
  return {
    type: 'own',
    address: { kind: 'redis', url, ours: false, ...(typed && { typed }) },
    title: typed ? 'Redis' : IN_SETTING,
  };
}

async function chooseFile(): Promise<StoreChoice | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: t('Open Session Store'),
      openLabel: t('Open'),
      filters: { [t('SQLite files')]: ['sqlite', 'sqlite3', 'db', 'db3', 'sdb'], [t('All files')]: ['*'] },
    })) ?? [];
  return file && fileChoice(file);
}

async function typeAddress(): Promise<StoreChoice | undefined> {
  const typed = await vscode.window.showInputBox({
    title: t('Open Session Store'),
    prompt: t('Address of the Redis. It is kept in memory while the table is open, and written nowhere.'),
    placeHolder: 'redis://user:password@host:6379/0',
    ignoreFocusOut: true,
  });
  const url = typed?.trim() ?? '';
  return url === '' ? undefined : redisChoice(url, true);
}
