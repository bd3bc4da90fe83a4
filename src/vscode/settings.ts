import * as vscode from 'vscode';
import { isStoreKind, type StoreKind } from '../model/store-kinds';

export interface Settings {
  /** Real milliseconds between two steps while a demo plays. */
  readonly pace: number;
  /** Hold before the first step instead of playing. */
  readonly startPaused: boolean;
  /** Where the sessions of the stateful demo live. */
  readonly store: StoreKind;
}

const DEFAULTS: Settings = { pace: 700, startPaused: false, store: 'memory' };

/** The user's settings at this moment; a value of the wrong type or out of range counts as the default. */
export function readSettings(): Settings {
  const section = vscode.workspace.getConfiguration('authLab');
  const pace = section.get<unknown>('pace');
  const startPaused = section.get<unknown>('startPaused');
  const store = section.get<unknown>('store');
  return {
    pace: typeof pace === 'number' && pace >= 0 && pace <= 10_000 ? pace : DEFAULTS.pace,
    startPaused: typeof startPaused === 'boolean' ? startPaused : DEFAULTS.startPaused,
    store: isStoreKind(store) ? store : DEFAULTS.store,
  };
}
