import * as vscode from 'vscode';

/** Asks before something is lost. @returns true for yes, false for everything else */
export async function ask(question: string, detail: string, yes: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}
