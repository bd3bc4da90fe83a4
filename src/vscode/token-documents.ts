import * as vscode from 'vscode';
import type { Disposable } from './signal';

export const TOKEN_SCHEME = 'auth-lab-token';

const GONE = '// This decoded token was not kept. Decode it again to see it.\n';

/**
 * Read-only documents that show a decoded token. A token may be somebody's real one: it is never put into an address,
 * logged or written down, and its text is forgotten when the document closes.
 */
export class TokenDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registrations: vscode.Disposable;
  #count = 0;

  constructor() {
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(TOKEN_SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    );
  }

  /** Opens a document with this text. */
  async show(text: string): Promise<void> {
    this.#count += 1;
    const uri = vscode.Uri.from({ scheme: TOKEN_SCHEME, path: `/Decoded token ${this.#count}.jsonc` });
    this.#texts.set(uri.toString(), text);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /** VS Code asks again after a reload, when there is nothing left to tell. */
  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? GONE;
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#texts.clear();
  }
}
