import * as vscode from 'vscode';
import { completions } from '../../tutorial/complete';
import type { Diagnostic, Tutorial } from '../../tutorial';
import type { Disposable } from '../signal';
import { nameOf, type Library } from './library';
import { t } from '../words';

const SOURCE = 'Auth Lab';
/** Real milliseconds for which a text must have stood still before it is read. */
const STILL = 150;

/** Tutorials that are being written: what is wrong with them, and what may stand where somebody types. */
export class AuthorFiles implements Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('authLab.tutorials');
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** The correction that belongs to a problem. */
  readonly #fixes = new WeakMap<vscode.Diagnostic, string>();

  constructor(
    private readonly library: Library,
    /** A file is a tutorial. */
    private readonly read: (tutorial: Tutorial) => void,
  ) {}

  /** Reads a document once it stands still. */
  check(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.#check(document);
      }, STILL),
    );
  }

  forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#collection.delete(document.uri);
  }

  async complete(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
    const glossary = await this.library.glossary();
    const range = document.getWordRangeAtPosition(position, /[\w.-]+/);
    return completions(document.getText(), position.line, position.character, glossary).map(
      ({ word, what, detail }) => {
        const kind = what === 'key' ? vscode.CompletionItemKind.Property : vscode.CompletionItemKind.Value;
        const item = new vscode.CompletionItem(word, kind);
        item.detail = detail;
        item.insertText = what === 'key' ? `${word}: ` : word;
        if (range) item.range = range;
        return item;
      },
    );
  }

  /** The corrections of problems that have one. */
  fixes(document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
    const known = this.#collection.get(document.uri) ?? [];
    return diagnostics.flatMap((diagnostic) => {
      // VS Code hands out copies.
      const own = known.find((each) => each.range.isEqual(diagnostic.range) && each.message === diagnostic.message);
      const fix = own && this.#fixes.get(own);
      if (fix === undefined) return [];
      const action = new vscode.CodeAction(t('Write "{0}"', fix), vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, diagnostic.range, fix);
      action.diagnostics = [diagnostic];
      action.isPreferred = true;
      return [action];
    });
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#collection.dispose();
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    if (document.isClosed) return;
    const { version } = document;
    const { tutorial, diagnostics } = await this.library.check(document.getText(), nameOf(document.uri));
    // What was read meanwhile is no longer what stands there.
    if (document.isClosed || document.version !== version) return;
    this.#collection.set(
      document.uri,
      diagnostics.map((each) => this.#diagnostic(each)),
    );
    if (tutorial) this.read(tutorial);
  }

  #diagnostic({ line, column, endLine, endColumn, severity, message, fix }: Diagnostic): vscode.Diagnostic {
    const range = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
    const level = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
    const diagnostic = new vscode.Diagnostic(range, message, level);
    diagnostic.source = SOURCE;
    if (fix !== undefined) this.#fixes.set(diagnostic, fix);
    return diagnostic;
  }
}
