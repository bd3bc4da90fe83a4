import * as vscode from 'vscode';
import { FixedFiles } from './fixed-files';
import { withEdit, type CodeEdit } from '../model/code-edit';
import type { EditedCode } from '../model/edited-code';
import type { SyntaxProblem } from '../process/strip-types';
import { Signal, type Disposable } from './signal';

export const EDITED_SCHEME = 'auth-lab-edited';

/** Only servers that are runs' own, by a name of ours; an address may come from anywhere. */
const EDITABLE = /^\/(edited\/((?:stateful|stateless|encrypted)[a-z-]*)\.ts)$/;

/**
 * The learner's own copies of the teaching servers, in real editors. They lie in a folder of the extension and have an
 * address of their own: no path of somebody's home stands in a title, and no language server misses libraries there.
 * Nothing of them runs before somebody asks for it, and only where the workspace is trusted.
 */
export class EditedServers extends FixedFiles implements vscode.FileSystemProvider, Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #folder: vscode.Uri;
  readonly #files = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#files.event;
  readonly #saved = new Signal<string>();
  /** The copy of this server was saved and is another one than what was shipped. */
  readonly onDidSaveChange = this.#saved.event;
  /** None before anything was wrong. */
  #findings: vscode.DiagnosticCollection | undefined;
  readonly #registration: vscode.Disposable;

  /** @param storageUri a folder of the extension's own */
  constructor(extensionUri: vscode.Uri, storageUri: vscode.Uri) {
    super();
    this.#extensionUri = extensionUri;
    this.#folder = vscode.Uri.joinPath(storageUri, 'servers');
    this.#registration = vscode.workspace.registerFileSystemProvider(EDITED_SCHEME, this, { isCaseSensitive: true });
  }

  /**
   * Opens the copy of a server beside the panel; it is made if there is none.
   * @param edit where the cursor goes
   * @param line or the line where it goes, from 1
   */
  async open(app: string, { edit, line }: { readonly edit?: CodeEdit; readonly line?: number } = {}): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uriOf(app));
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: shown?.viewColumn ?? vscode.ViewColumn.Beside,
      preview: false,
    });
    const found = edit === undefined ? -1 : document.getText().indexOf(edit.from);
    const start = found === -1 ? new vscode.Position((line ?? 1) - 1, 0) : document.positionAt(found);
    const end = document.lineAt(document.validatePosition(start)).range.end;
    editor.selection = new vscode.Selection(end, end);
    editor.revealRange(new vscode.Range(end, end), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    if (await this.isChanged(app)) this.#saved.fire(app);
  }

  /** Whether the copy, as it was saved, is another program than the one that was shipped. */
  async isChanged(app: string): Promise<boolean> {
    return (await this.#text(app)) !== (await this.#shipped(app));
  }

  /**
   * The copy as it was saved, ready to run. What is wrong with it stands at its line in the editor, too.
   * @param edit what is to have been changed in it: made here where `bring` is true and nobody changed anything
   */
  async program(app: string, edit?: CodeEdit, bring = false): Promise<EditedCode | SyntaxProblem> {
    if (!vscode.workspace.isTrusted)
      return problem('A server that was changed runs only where the workspace is trusted.');
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === uriOf(app).toString());
    if (document?.isDirty === true) await document.save();
    let text = await this.#text(app);
    if (edit && !(await this.isChanged(app))) {
      const made = bring ? withEdit(text, edit) : null;
      if (made === null) return problem('The server is still as it was. Change its code, save it, and try again.');
      text = made;
    }
    return this.#check(app, text);
  }

  /** Throws the copy away; the next one is what was shipped. */
  async restore(app: string): Promise<void> {
    await vscode.workspace.fs.writeFile(this.#file(app), new TextEncoder().encode(await this.#shipped(app)));
    this.#mark(app, null);
    this.#files.fire([{ type: vscode.FileChangeType.Changed, uri: uriOf(app) }]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (uri.path === '/edited' || uri.path === '/')
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const app = appOf(uri);
    await this.#text(app);
    return vscode.workspace.fs.stat(this.#file(app));
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.#text(appOf(uri)));
  }

  async writeFile(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
    const app = appOf(uri);
    await vscode.workspace.fs.writeFile(this.#file(app), bytes);
    this.#files.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    await this.#check(app, new TextDecoder().decode(bytes));
    if (await this.isChanged(app)) this.#saved.fire(app);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#findings?.dispose();
    this.#files.dispose();
    this.#saved.dispose();
  }

  /** The copy as it was saved; it is made if there is none. */
  async #text(app: string): Promise<string> {
    const file = this.#file(app);
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    } catch {
      const shipped = await this.#shipped(app);
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(shipped));
      return shipped;
    }
  }

  async #shipped(app: string): Promise<string> {
    const file = vscode.Uri.joinPath(this.#extensionUri, 'src', 'apps', `${app}.ts`);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  }

  #file(app: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${app}.ts`);
  }

  /** A text made ready to run. What is wrong with it is marked. */
  async #check(app: string, text: string): Promise<EditedCode | SyntaxProblem> {
    const { readyToRun } = await import('../process/strip-types');
    const ready = readyToRun(app, text);
    this.#mark(app, 'message' in ready ? ready : null);
    return ready;
  }

  #mark(app: string, found: SyntaxProblem | null): void {
    if (!found) {
      this.#findings?.delete(uriOf(app));
      return;
    }
    const line = Math.max(0, (found.line ?? 1) - 1);
    const range = new vscode.Range(line, found.column - 1, line, Number.MAX_SAFE_INTEGER);
    const finding = new vscode.Diagnostic(range, found.message, vscode.DiagnosticSeverity.Error);
    finding.source = 'Auth Lab';
    this.#findings ??= vscode.languages.createDiagnosticCollection('auth-lab-servers');
    this.#findings.set(uriOf(app), [finding]);
  }
}

/** What is wrong with a changed server, as a sentence with its place. */
export function problemWords({ line, message }: SyntaxProblem): string {
  return line === null ? message : `The changed server cannot run. Line ${line}: ${message}`;
}

/** The server whose copy this is, by the name that events give its lines. */
export function editedApp(file: string): string | null {
  return EDITABLE.exec(`/${file}`)?.[2] ?? null;
}

function problem(message: string): SyntaxProblem {
  return { line: null, column: 1, message };
}

function uriOf(app: string): vscode.Uri {
  return vscode.Uri.from({ scheme: EDITED_SCHEME, path: `/edited/${app}.ts` });
}

function appOf(uri: vscode.Uri): string {
  const app = EDITABLE.exec(uri.path)?.[2];
  if (app === undefined) throw vscode.FileSystemError.FileNotFound(uri);
  return app;
}
