import * as vscode from 'vscode';
import { contextKeys, type ContextKeys } from './context-keys';
import type { RunSession } from './run-session';
import type { Disposable } from './signal';

/** Keeps the context keys of `when` clauses up to date; only what changed is set. */
export function publishContextKeys(session: RunSession, ranBefore: () => boolean): Disposable {
  let published: Partial<ContextKeys> = {};
  const publish = (): void => {
    const keys = contextKeys(session.run, ranBefore());
    for (const [key, value] of Object.entries(keys)) {
      if (published[key as keyof ContextKeys] !== value) {
        void vscode.commands.executeCommand('setContext', `authLab.${key}`, value);
      }
    }
    published = keys;
  };
  publish();
  return session.onDidChange(publish);
}
