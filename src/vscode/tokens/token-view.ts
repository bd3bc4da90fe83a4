import * as vscode from 'vscode';
import { randomBytes } from 'node:crypto';
import { parseWith } from '../../model/parse';
import {
  tokenIntent,
  type Finding,
  type KeyCard,
  type TokenIntent,
  type TokenMessage,
  type TokenOrigin,
} from '../../model/token-protocol';
import { Signal, type Disposable } from '../signal';
import { tokenHtml } from './token-html';
import { pageWords } from '../words';

/** Restored by nobody: a token does not outlive its window, so neither does its view. */
export const TOKEN_VIEW_TYPE = 'authLab.token';

export type TokenViewIntent = Exclude<TokenIntent, { type: 'ready' }>;

export interface TokenViewOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly cards: () => Promise<readonly KeyCard[]>;
  /** Undefined where the view's own findings are all there is. */
  readonly findings: (token: string) => readonly Finding[] | undefined;
}

interface Shown {
  readonly revision: number;
  readonly token: string;
  readonly origin: TokenOrigin;
}

/**
 * The token view, or none while it is closed. It holds the token and what was typed in its own memory, and is told
 * everything by `show`.
 */
export class TokenView implements Disposable {
  readonly #options: TokenViewOptions;
  readonly #intents = new Signal<TokenViewIntent>();
  readonly onIntent = this.#intents.event;
  readonly #readied = new Signal<void>();
  readonly onReady = this.#readied.event;
  readonly #posted = new Signal<TokenMessage>();
  /** What the view was told; for tests. */
  readonly onPost = this.#posted.event;
  #panel: vscode.WebviewPanel | null = null;
  #ready = false;
  #shown: Shown | null = null;
  #revision = 0;

  constructor(options: TokenViewOptions) {
    this.#options = options;
  }

  get isReady(): boolean {
    return this.#ready;
  }

  /** What is shown, for the commands that are about it. */
  get shown(): Pick<Shown, 'token' | 'origin'> | null {
    return this.#shown;
  }

  /** The view is where the user is. */
  get isActive(): boolean {
    return this.#panel?.active === true;
  }

  /** Shows a token in place of the one before, and brings the view to the front. */
  show(token: string, origin: TokenOrigin): void {
    this.#revision += 1;
    this.#shown = { revision: this.#revision, token, origin };
    if (this.#panel) {
      this.#panel.reveal(undefined, false);
      void this.#postShown();
      return;
    }
    const column = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    this.#adopt(
      vscode.window.createWebviewPanel(TOKEN_VIEW_TYPE, 'JWT', column, {
        enableScripts: true,
        // A key that was typed is kept nowhere but in the view.
        retainContextWhenHidden: true,
      }),
    );
  }

  post(message: TokenMessage): void {
    void this.#panel?.webview.postMessage(message);
    this.#posted.fire(message);
  }

  /** What the webview said; anything may come. A wrong shape is logged by its place, never with its content. */
  receive(message: unknown): void {
    const parsed = parseWith(tokenIntent, message, 'A message of the token view');
    if (!parsed.ok) {
      this.#options.log.warn(parsed.error);
      return;
    }
    if (parsed.value.type === 'ready') {
      this.#ready = true;
      void this.#postShown().then(() => this.#readied.fire());
      return;
    }
    this.#intents.fire(parsed.value);
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#intents.dispose();
    this.#readied.dispose();
    this.#posted.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const { extensionUri } = this.#options;
    const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    this.#panel = panel;
    this.#ready = false;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'panel.svg');
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    panel.onDidChangeViewState(() => {
      // What was posted while it was hidden is lost; an equal revision changes nothing in the view.
      if (panel.visible && this.#ready) void this.#postShown();
    });
    panel.onDidDispose(() => {
      this.#panel = null;
      this.#ready = false;
      this.#shown = null;
    });
    const address = (name: string): string => panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
    panel.webview.html = tokenHtml(
      { script: address('token.js'), style: address('token.css'), origin: panel.webview.cspSource, ...pageWords() },
      randomBytes(18).toString('base64'),
    );
  }

  async #postShown(): Promise<void> {
    if (!this.#shown) return;
    const keys = [...(await this.#options.cards())];
    if (!this.#shown) return;
    const { token, revision } = this.#shown;
    this.post({ type: 'show', ...this.#shown, keys });
    const findings = this.#options.findings(token);
    if (findings) this.post({ type: 'findings', revision, findings: [...findings] });
  }
}
