import * as vscode from 'vscode';
import { findTokens, tokenAt, type FoundToken } from '../../jwt';
import { mayHoldToken, WINDOW, windowAround } from './looks';

/** A token and where it stands in a document. Tokens never span lines here: a wrapped one is for a selection. */
export interface PlacedToken {
  readonly token: FoundToken;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** The token that touches a position. A token longer than the window around it is not seen whole, and not at all. */
export function tokenAtPosition(document: vscode.TextDocument, position: vscode.Position): PlacedToken | undefined {
  const { text, start } = windowAround(document.lineAt(position.line).text, position.character);
  const token = tokenAt(text, position.character - start);
  return token && { token, line: position.line, start: start + token.start, end: start + token.end };
}

/** The tokens in some lines of a document, at most `most` of them; of very long lines only the beginning is read. */
export function tokensInLines(document: vscode.TextDocument, from: number, to: number, most: number): PlacedToken[] {
  const placed: PlacedToken[] = [];
  const last = Math.min(to, document.lineCount - 1);
  for (let line = Math.max(0, from); line <= last && placed.length < most; line++) {
    const text = document.lineAt(line).text.slice(0, WINDOW);
    if (!mayHoldToken(text)) continue;
    for (const token of findTokens(text)) placed.push({ token, line, start: token.start, end: token.end });
  }
  return placed.slice(0, most);
}

export function rangeOf({ line, start, end }: PlacedToken): vscode.Range {
  return new vscode.Range(line, start, line, end);
}
