import * as vscode from 'vscode';
import {
  findSerializations,
  inspectAny,
  isMeant,
  writtenParts,
  type FoundSerialization,
  type JweJsonInspection,
  type JwsJsonInspection,
  type WrittenPart,
} from '../../jwt';
import { REACH, REACH_LINES, serializationsInLines, type LinePlace } from './json-in-lines';

/** A token in JSON and where it stands in a document. It may span lines. */
export interface PlacedSerialization {
  readonly token: FoundSerialization;
  readonly seen: JwsJsonInspection | JweJsonInspection;
  readonly range: vscode.Range;
  /** Where its parts stand. */
  readonly parts: () => readonly (Pick<WrittenPart, 'role'> & { readonly range: vscode.Range })[];
}

/** The text of a token in JSON around a position, for who asks. One that reaches too far beyond it is not seen. */
export function jsonAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): { readonly token: FoundSerialization; readonly start: number } | undefined {
  const offset = document.offsetAt(position);
  const top = document.offsetAt(new vscode.Position(Math.max(0, position.line - REACH_LINES), 0));
  const bottom = document.offsetAt(new vscode.Position(position.line + REACH_LINES + 1, 0));
  // A document may end its lines with two characters, which count as one there.
  const reach = REACH + REACH_LINES;
  const from = Math.max(top, offset - reach);
  const to = Math.min(bottom, offset + reach);
  const text = document.getText(new vscode.Range(document.positionAt(from), document.positionAt(to)));
  const token = findSerializations(text).find(({ start, end }) => from + start <= offset && offset <= from + end);
  return token && { token, start: from + token.start };
}

/** The token in JSON around a position, where it is one to somebody who did not ask. */
export function serializationAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): PlacedSerialization | undefined {
  const found = jsonAt(document, position);
  return found && placed(found.token, (offset) => document.positionAt(found.start + offset));
}

/** The tokens in JSON that touch some lines of a document, at most `most` of them. */
export function serializationsIn(
  document: vscode.TextDocument,
  from: number,
  to: number,
  most: number,
): PlacedSerialization[] {
  return serializationsInLines(document, from, to)
    .slice(0, most)
    .flatMap(({ token, placeOf }) => placed(token, placeOf) ?? []);
}

function placed(token: FoundSerialization, placeOf: (offset: number) => LinePlace): PlacedSerialization | undefined {
  const seen = inspectAny(token.text);
  if ((seen.kind !== 'jws-json' && seen.kind !== 'jwe-json') || !isMeant(seen)) return undefined;
  const range = (start: number, end: number): vscode.Range => {
    const [from, to] = [placeOf(start), placeOf(end)];
    return new vscode.Range(from.line, from.character, to.line, to.character);
  };
  return {
    token,
    seen,
    range: range(0, token.text.length),
    parts: () =>
      writtenParts(token.text, token.kind).map(({ role, start, end }) => ({ role, range: range(start, end) })),
  };
}
