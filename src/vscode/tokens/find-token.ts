import * as vscode from 'vscode';
import { argument } from '../commands/arguments';
import { tokenAtPosition } from './find-in-document';
import { jsonAt } from './json-in-document';
import { meantToken } from './meant-token';
import { readPlace } from './place';
import { t } from '../words';

export type FoundForCommand =
  | { readonly type: 'token'; readonly token: string }
  /** There was a text, and nothing in it that could be a token. */
  | { readonly type: 'none' }
  /** The user gave up. */
  | { readonly type: 'left' };

/**
 * The token that a command is about: the one named in its arguments (`token`, a text, or `at`, a place), else what is
 * selected, else the one under the cursor, else the clipboard when it holds one, else what the user types.
 */
export async function findToken(title: string, args: readonly unknown[] = []): Promise<FoundForCommand> {
  const given = argument(args, 'token');
  if (typeof given === 'string') return meant(given);
  const place = readPlace(argument(args, 'at'));
  const there = place && (await atPlace(place));
  if (there !== undefined) return { type: 'token', token: there };

  const editor = vscode.window.activeTextEditor;
  if (editor && !editor.selection.isEmpty) return meant(editor.document.getText(editor.selection));
  const under = editor && textAt(editor.document, editor.selection.active);
  if (under !== undefined) return { type: 'token', token: under };

  const copied = meantToken(await vscode.env.clipboard.readText());
  if (copied?.recognized === true) return { type: 'token', token: copied.text };
  const typed = await vscode.window.showInputBox({
    title,
    prompt: t('Paste a JWT. It stays on this machine and is not kept.'),
    placeHolder: 'eyJhbGciOi…',
    ignoreFocusOut: true,
  });
  return typed === undefined ? { type: 'left' } : meant(typed);
}

function meant(text: string): FoundForCommand {
  const token = meantToken(text);
  return token ? { type: 'token', token: token.text } : { type: 'none' };
}

async function atPlace({
  uri,
  line,
  character,
}: {
  uri: string;
  line: number;
  character: number;
}): Promise<string | undefined> {
  const document =
    vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri) ??
    (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)).then(
      (opened) => opened,
      () => undefined,
    ));
  if (!document || line >= document.lineCount) return undefined;
  return textAt(document, new vscode.Position(line, character));
}

/** The token that touches a position. Within a token in JSON that is the whole of it, also on one of its parts. */
function textAt(document: vscode.TextDocument, position: vscode.Position): string | undefined {
  return (tokenAtPosition(document, position) ?? jsonAt(document, position))?.token.text;
}
