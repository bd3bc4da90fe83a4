import * as vscode from 'vscode';
import { randomBytes } from 'node:crypto';
import type { Parsed } from '../model/parse';
import { Signal, type Disposable } from './signal';
import { viewHtml } from './view-html';
import { pageWords } from './words';

export interface SideViewOptions<I, M> {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** The webview's type. Restored by nobody: what it shows does not outlive the window. */
  readonly type: string;
  readonly title: string;
  /** The name of its script and stylesheet in dist/webview. */
  readonly files: string;
  /** Reads what the webview said, whatever it was. */
  readonly parse: (message: unknown) => Parsed<I>;
  /** Where it opens; in the column of the editor in front if left out. */
  readonly column?: vscode.ViewColumn;
  /** Everything that the view needs to draw itself from nothing. */
  readonly snapshot: () => M;
}

/**
 * A webview of its own beside the panel, or none while it is closed.
 *
 * VS Code throws a hidden webview away together with what it is told: nothing is posted until it says `ready`, and
 * then it gets everything at once.
 */
export class SideView<I extends { readonly type: string }, M> implements Disposable {
  readonly #options: SideViewOptions<I, M>;
  readonly #intents = new Signal<Exclude<I, { type: 'ready' }>>();
  /** What the learner wants, already parsed. */
  readonly onIntent = this.#intents.event;
  readonly #readied = new Signal<void>();
  /** The view just got a snapshot. */
  readonly onReady = this.#readied.event;
  readonly #closed = new Signal<void>();
  readonly onClose = this.#closed.event;
  #panel: vscode.WebviewPanel | null = null;
  #ready = false;

  constructor(options: SideViewOptions<I, M>) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#panel !== null;
  }

  /** It is on screen and holds everything that was told so far. */
  get isReady(): boolean {
    return this.#ready;
  }

  /** Opens the view, or brings it to the front. */
  reveal(): void {
    if (this.#panel) {
      this.#panel.reveal();
      return;
    }
    const { type, title, column = vscode.ViewColumn.Active } = this.#options;
    this.#adopt(vscode.window.createWebviewPanel(type, title, column, { enableScripts: true }));
  }

  post(message: M): void {
    if (this.#ready) void this.#panel?.webview.postMessage(message);
  }

  /** What the webview said; anything may come. A wrong shape is logged and does nothing else. */
  receive(message: unknown): void {
    const parsed = this.#options.parse(message);
    if (!parsed.ok) {
      this.#options.log.warn(parsed.error);
      return;
    }
    if (parsed.value.type === 'ready') {
      this.#ready = true;
      this.post(this.#options.snapshot());
      this.#readied.fire();
      return;
    }
    this.#intents.fire(parsed.value as Exclude<I, { type: 'ready' }>);
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#intents.dispose();
    this.#readied.dispose();
    this.#closed.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const { extensionUri, files, title } = this.#options;
    const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    this.#panel = panel;
    this.#ready = false;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'panel.svg');
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#ready = false;
    });
    panel.onDidDispose(() => {
      this.#panel = null;
      this.#ready = false;
      this.#closed.fire();
    });
    const address = (name: string): string => panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
    panel.webview.html = viewHtml(
      title,
      {
        script: address(`${files}.js`),
        style: address(`${files}.css`),
        origin: panel.webview.cspSource,
        ...pageWords(),
      },
      randomBytes(18).toString('base64'),
    );
  }
}
