import * as vscode from 'vscode';
import { fromSelection, tokenAt } from '../../jwt';
import { decodedToken } from '../decoded-token';
import type { Parts } from '../parts';
import { problems } from '../problem';

/** Shows what the selected token says, or the one under the cursor, or one that is typed in. */
export async function decodeJwt({ tokens, errors, now }: Parts): Promise<void> {
  const text = tokenInEditor() ?? (await askForToken());
  if (text === undefined) return;
  const token = fromSelection(text);
  if (!token) {
    errors.tell(problems.noToken());
    return;
  }
  await tokens.show(decodedToken(token.text, now()));
}

function tokenInEditor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  if (!selection.isEmpty) return document.getText(selection);
  return tokenAt(document.lineAt(selection.active.line).text, selection.active.character)?.text;
}

async function askForToken(): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Decode JWT',
    prompt: 'Paste a JWT. It is decoded on this machine and not kept.',
    placeHolder: 'eyJhbGciOi…',
    ignoreFocusOut: true,
  });
}
