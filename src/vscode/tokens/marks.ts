import * as vscode from 'vscode';
import { inspect } from '../../jwt';
import { tokensInLines, type PlacedToken } from './find-in-document';
import { serializationsIn, type PlacedSerialization } from './json-in-document';
import type { TokenSettings } from './token-settings';
import { serializationWords, tokenWords } from './token-words';

const MOST = 500;
const MOST_IN_JSON = 100;
const ROLES = ['header', 'payload', 'signature'] as const;

/** Colors the parts of the tokens in sight and marks those that have expired. */
export class Marks implements vscode.Disposable {
  readonly #parts = ['authLab.tokenHeader', 'authLab.tokenPayload', 'authLab.tokenSignature'].map((color) =>
    vscode.window.createTextEditorDecorationType({
      color: new vscode.ThemeColor(color),
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    }),
  );
  /** A line as well as a color: who tells colors badly sees it too. */
  readonly #expired = vscode.window.createTextEditorDecorationType({
    textDecoration: 'underline dotted',
    overviewRulerColor: new vscode.ThemeColor('authLab.tokenExpired'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });

  draw(editor: vscode.TextEditor, settings: TokenSettings, now: number): void {
    const { document } = editor;
    const lines = settings.colors || settings.expired ? editor.visibleRanges : [];
    const seen = lines.flatMap(({ start, end }) => tokensInLines(document, start.line, end.line, MOST));
    // What is folded away makes several ranges of the lines in sight, and a token may reach into two of them.
    const inJson = new Map(
      lines
        .flatMap(({ start, end }) => serializationsIn(document, start.line, end.line, MOST_IN_JSON))
        .map((each) => [`${each.range.start.line}:${each.range.start.character}`, each]),
    );
    this.#parts.forEach((type, index) => {
      const inThem = [...inJson.values()].flatMap((each) => rangesOf(each, index));
      editor.setDecorations(
        type,
        settings.colors ? [...seen.flatMap((each) => partRange(each, index)), ...inThem] : [],
      );
    });
    const expired = settings.expired ? seen.filter(({ token }) => isExpired(token.text, now)) : [];
    const expiredInJson = settings.expired ? [...inJson.values()].filter((each) => isExpiredInJson(each, now)) : [];
    editor.setDecorations(this.#expired, [
      ...expired.map(({ line, start, end }) => new vscode.Range(line, start, line, end)),
      ...expiredInJson.flatMap((each) => ROLES.flatMap((_, index) => rangesOf(each, index))),
    ]);
  }

  dispose(): void {
    for (const type of [...this.#parts, this.#expired]) type.dispose();
  }
}

/** Header, payload and the rest: a JWE has more than three parts. */
function partRange({ token, line, start, end }: PlacedToken, index: number): vscode.Range[] {
  const first = token.text.indexOf('.');
  const second = token.text.indexOf('.', first + 1);
  const payloadEnd = second < 0 ? end : start + second;
  const bounds = [
    [start, start + first],
    [start + first + 1, payloadEnd],
    [payloadEnd + 1, end],
  ][index];
  const [from, to] = bounds ?? [0, 0];
  return from !== undefined && to !== undefined && from < to ? [new vscode.Range(line, from, line, to)] : [];
}

function rangesOf({ parts }: PlacedSerialization, index: number): vscode.Range[] {
  return parts().flatMap(({ role, range }) => (role === ROLES[index] && !range.isEmpty ? [range] : []));
}

function isExpiredInJson({ seen }: PlacedSerialization, now: number): boolean {
  return serializationWords(seen, now).state === 'expired';
}

function isExpired(token: string, now: number): boolean {
  return tokenWords(inspect(token), now).state === 'expired';
}
