import * as vscode from 'vscode';
import type { Panel } from './panel';
import type { RunSession } from './run-session';
import { CODE_SCHEME } from './server-code';
import type { SessionTree } from './session-tree';
import type { Disposable } from './signal';

/**
 * What the learner picks outside of the panel selects its message there: a line of server code the last message that
 * ran it, a session of the tree the last message that it occurs in.
 */
export function linkSelections(session: RunSession, panel: Panel, sessions: SessionTree): Disposable {
  return vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
      const { document } = textEditor;
      // Where we put the cursor ourselves, the message is selected already.
      const byHand =
        kind === vscode.TextEditorSelectionChangeKind.Mouse || kind === vscode.TextEditorSelectionChangeKind.Keyboard;
      if (document.uri.scheme !== CODE_SCHEME || !byHand) return;
      const line = (selections[0]?.active.line ?? -1) + 1;
      const file = document.uri.path.slice(1);
      const event = session.run?.trace.findLast(({ source }) => source?.file === file && source.line === line);
      if (event) panel.select(event.seq);
    }),
    sessions.onDidPick((sid) => selectSession(session, panel, sid)),
  );
}

/** Selects the last message in which a session of the run occurs. @param sid its id, whole */
export async function selectSession(session: RunSession, panel: Panel, sid: string): Promise<void> {
  const { mentions } = await import('../projections/links');
  const event = session.run?.trace.findLast((each) => mentions(each, { name: '', value: sid }));
  if (event) panel.select(event.seq);
}
