import * as vscode from 'vscode';
import { SESSIONS_VIEW } from './session-tree';

/** Shows the session store's view, whichever side bar or panel it was moved to. */
export async function revealSessions(): Promise<void> {
  await vscode.commands.executeCommand(`${SESSIONS_VIEW}.focus`);
}
