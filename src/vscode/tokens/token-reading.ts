import * as vscode from 'vscode';
import { inspect, lintAny, type AnyInspection } from '../../jwt';
import { Findings } from './findings';
import { rangeOf, tokenAtPosition, tokensInLines } from './find-in-document';
import { HOVER_COMMANDS, hoverText } from './hover-text';
import { serializationAt, serializationsIn } from './json-in-document';
import { Marks } from './marks';
import { readTokenSettings, type TokenSettings } from './token-settings';
import { serializationWords, tokenWords } from './token-words';
import { decodedForModel, findingsForModel } from './tool-text';
import { t, told } from '../words';

const MOST_LENSES = 200;
/** Larger documents get no lenses, in lines: VS Code asks for those of a whole document at once. */
const MOST_LENS_LINES = 20_000;

/**
 * Everything that the editor says about tokens in texts. Loaded when the first text that could hold one is in sight;
 * decodes, and knows no key.
 */
export class TokenReading implements vscode.Disposable {
  readonly #marks = new Marks();
  readonly #findings = new Findings();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  hover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const found = tokenAtPosition(document, position);
    if (found) return this.#hover(document, inspect(found.token.text), rangeOf(found));
    const inJson = serializationAt(document, position);
    return inJson && this.#hover(document, inJson.seen, inJson.range);
  }

  #hover(document: vscode.TextDocument, seen: AnyInspection, range: vscode.Range): vscode.Hover {
    const now = this.#now();
    const { line, character } = range.start;
    const place = { uri: document.uri.toString(), line, character };
    const findings = lintAny(seen, { now, off: readTokenSettings().off });
    const content = new vscode.MarkdownString(hoverText(seen, findings, now, place, { say: t, told }));
    // Only these are live, and what comes from the token is escaped besides.
    content.isTrusted = { enabledCommands: HOVER_COMMANDS.map(([command]) => command) };
    content.supportHtml = false;
    return new vscode.Hover(content, range);
  }

  lenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const last = Math.min(document.lineCount - 1, MOST_LENS_LINES);
    return this.#saidIn(document, 0, last).map(({ range, words }) => {
      const { line, character } = range.start;
      return new vscode.CodeLens(range, {
        command: 'authLab.decodeJwt',
        title: words,
        tooltip: t('Decode this token'),
        arguments: [{ at: { uri: document.uri.toString(), line, character } }],
      });
    });
  }

  hints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    return this.#saidIn(document, range.start.line, range.end.line).map(({ range: { start }, words }) => {
      // Before the token: behind one, it would usually be out of sight.
      const hint = new vscode.InlayHint(start, words);
      hint.paddingRight = true;
      hint.tooltip = words;
      return hint;
    });
  }

  /** What is said of the tokens in some lines, and where they stand. */
  #saidIn(
    document: vscode.TextDocument,
    from: number,
    to: number,
  ): { readonly range: vscode.Range; readonly words: string }[] {
    const now = this.#now();
    return [
      ...tokensInLines(document, from, to, MOST_LENSES).map((found) => ({
        range: rangeOf(found),
        words: tokenWords(inspect(found.token.text), now, t, told).words,
      })),
      ...serializationsIn(document, from, to, MOST_LENSES).map(({ range, seen }) => ({
        range,
        words: serializationWords(seen, now, t, told).words,
      })),
    ];
  }

  /** Draws what belongs to the editors in sight. */
  refresh(editors: readonly vscode.TextEditor[], settings: TokenSettings): void {
    const now = this.#now();
    for (const editor of editors) this.#marks.draw(editor, settings, now);
    for (const document of new Set(editors.map((editor) => editor.document))) {
      this.#findings.tell(document, settings, now);
    }
  }

  forget(document: vscode.TextDocument): void {
    this.#findings.forget(document);
  }

  decodeForModel(text: string): string {
    return decodedForModel(text, this.#now());
  }

  lintForModel(text: string): string {
    return findingsForModel(text, this.#now());
  }

  dispose(): void {
    this.#marks.dispose();
    this.#findings.dispose();
  }
}
