import * as vscode from 'vscode';
import type { SourceLine } from '../model';
import type { Disposable } from './signal';

export const CODE_SCHEME = 'auth-lab-code';

/** Only what a learner is meant to read; an address may come from anywhere. */
const READABLE = /^\/src\/apps\/[\w-]+\.ts$/;

/**
 * The teaching servers' source in a read-only editor, with the line that ran marked.
 * Read-only, because what runs was built from it: an edit here would change nothing.
 */
export class ServerCode implements vscode.TextDocumentContentProvider, Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #mark = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    // The color in which a debugger shows where the program stands: it is made to be seen in every theme.
    backgroundColor: new vscode.ThemeColor('editor.stackFrameHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.rangeHighlightForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });
  readonly #registration: vscode.Disposable;

  constructor(extensionUri: vscode.Uri) {
    this.#extensionUri = extensionUri;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(CODE_SCHEME, this);
  }

  /**
   * Opens a file of the extension beside the panel and marks a line.
   * @throws when there is no such file
   */
  async show({ file, line }: Pick<SourceLine, 'file'> & { readonly line?: number }): Promise<void> {
    const document = await vscode.workspace.openTextDocument(codeUri(file));
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: shown?.viewColumn ?? vscode.ViewColumn.Beside,
      preview: false,
    });
    if (line !== undefined) this.#reveal(editor, line);
  }

  /** Moves the mark in an editor that is on screen already; opens none and takes no focus. */
  follow({ file, line }: SourceLine): void {
    const wanted = codeUri(file).toString();
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === wanted);
    if (shown) this.#reveal(shown, line);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    if (!READABLE.test(uri.path)) throw new Error(`${uri.path} is not the code of a teaching server.`);
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#extensionUri, uri.path));
    return new TextDecoder().decode(bytes);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#mark.dispose();
  }

  #reveal(editor: vscode.TextEditor, line: number): void {
    const start = editor.document.validatePosition(new vscode.Position(line - 1, 0));
    const range = new vscode.Range(start, start);
    editor.setDecorations(this.#mark, [range]);
    // At the line's end, where the editor does not take the cursor's word for one to look for.
    const { end } = editor.document.lineAt(start).range;
    editor.selection = new vscode.Selection(end, end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

function codeUri(file: string): vscode.Uri {
  return vscode.Uri.from({ scheme: CODE_SCHEME, path: `/${file}` });
}
