import * as vscode from 'vscode';
import { randomBytes } from 'node:crypto';
import type { FaultCard } from '../model';
import type { HostMessage, ViewIntent } from '../model/view-protocol';
import type { Catalogue } from './catalogue';
import { panelHtml } from './panel-html';
import { problems } from './problem';
import type { Run } from './run';
import type { RunChange, RunSession } from './run-session';
import { Signal, type Disposable } from './signal';
import { snapshot } from './snapshot';
import { pageWords, shortName, told } from './words';

export const PANEL_TYPE = 'authLab.panel';

export interface PanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly session: RunSession;
  readonly catalogue: Catalogue;
  readonly log: vscode.LogOutputChannel;
}

type Notice = Extract<HostMessage, { type: 'notice' }>['notice'];
/** `ready` and `resync` are answered here; the rest is for others. */
export type PanelIntent = Exclude<ViewIntent, { type: 'ready' | 'resync' }>;

/**
 * The panel with the diagram, or none while it is closed.
 *
 * VS Code throws a hidden webview away together with what it is told: nothing is posted until it says `ready`,
 * and then it gets everything at once.
 */
export class Panel implements Disposable {
  readonly #options: PanelOptions;
  readonly #intents = new Signal<PanelIntent>();
  /** What the learner wants, already parsed. */
  readonly onIntent = this.#intents.event;
  readonly #readied = new Signal<void>();
  /** The view just got a snapshot. */
  readonly onReady = this.#readied.event;
  readonly #listening: Disposable;
  #webview: vscode.WebviewPanel | null = null;
  #ready = false;
  #notice: Notice = null;
  #selected: number | null = null;
  /** What can go wrong; known as soon as a view has said anything. */
  #faults: readonly FaultCard[] = [];
  /** What is to be opened once the view is there. */
  #toShow: Extract<HostMessage, { type: 'show' }>['what'] | null = null;

  constructor(options: PanelOptions) {
    this.#options = options;
    this.#listening = options.session.onDidChange((change) => this.#follow(change));
  }

  get isOpen(): boolean {
    return this.#webview !== null;
  }

  /** The panel is on screen and holds everything that was told so far. */
  get isReady(): boolean {
    return this.#ready;
  }

  /** `seq` of the selected message of the run of the moment, or null. */
  get selected(): number | null {
    return this.#selected;
  }

  /** Opens the panel, or brings it to the front. @param preserveFocus the keyboard stays where it is */
  reveal(preserveFocus = false): void {
    if (this.#webview) {
      this.#webview.reveal(undefined, preserveFocus);
      return;
    }
    this.#adopt(
      vscode.window.createWebviewPanel(
        PANEL_TYPE,
        title(this.#options.session.run),
        { viewColumn: vscode.ViewColumn.Active, preserveFocus },
        { enableScripts: true },
      ),
    );
  }

  /** Takes over a panel that VS Code restored after a reload. The run that it showed is gone with its process. */
  restore(webview: vscode.WebviewPanel, notice: Notice): void {
    this.#notice = this.#options.session.run ? null : notice;
    if (this.#webview) webview.dispose();
    else this.#adopt(webview);
  }

  /** Moves the view's cursor. @returns false when no view is there to do so */
  move(to: Extract<HostMessage, { type: 'move' }>['to']): boolean {
    if (!this.#ready) return false;
    this.#post({ type: 'move', to });
    return true;
  }

  /** Selects the message that an event drew, or is evidence for. @returns false when no view is there to do so */
  select(seq: number): boolean {
    if (!this.#ready) return false;
    this.#post({ type: 'select', seq });
    return true;
  }

  /** Resolves once the view is on screen and has everything that was told so far. */
  async whenReady(): Promise<void> {
    if (this.#ready) return;
    await new Promise<void>((resolve) => {
      const listening = this.onReady(() => {
        listening.dispose();
        resolve();
      });
    });
  }

  /** Asks for the whole diagram as one picture, which comes as an intent. @returns false when no view is there */
  draw(as: 'svg' | 'png'): boolean {
    if (!this.#ready) return false;
    this.#post({ type: 'draw', as });
    return true;
  }

  /** Opens a part of the view, now or as soon as it is there. */
  show(what: Extract<HostMessage, { type: 'show' }>['what']): void {
    this.reveal();
    if (this.#ready) this.#post({ type: 'show', what });
    else this.#toShow = what;
  }

  /** What the webview said; anything may come. A wrong shape is logged and does nothing else. */
  async receive(message: unknown): Promise<void> {
    const [{ readIntent }, faults] = await Promise.all([import('./panel-door'), this.#options.catalogue.faults()]);
    this.#faults = faults;
    const parsed = readIntent(message);
    if (!parsed.ok) {
      this.#options.log.warn(parsed.error);
      return;
    }
    const intent = parsed.value;
    if (intent.type === 'ready' || intent.type === 'resync') {
      this.#ready = true;
      this.#postSnapshot();
      if (this.#toShow) this.#post({ type: 'show', what: this.#toShow });
      this.#toShow = null;
      this.#readied.fire();
      return;
    }
    if (intent.type === 'selected') this.#selected = intent.seq;
    this.#intents.fire(intent);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#webview?.dispose();
    this.#intents.dispose();
    this.#readied.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const { extensionUri } = this.#options;
    const scripts = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    const media = vscode.Uri.joinPath(extensionUri, 'media');
    this.#webview = panel;
    this.#ready = false;
    panel.iconPath = vscode.Uri.joinPath(media, 'panel.svg');
    panel.webview.options = { enableScripts: true, localResourceRoots: [scripts, media] };
    panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#ready = false;
    });
    panel.onDidDispose(() => {
      this.#webview = null;
      this.#ready = false;
      this.#selected = null;
    });
    const address = (name: string): string => panel.webview.asWebviewUri(vscode.Uri.joinPath(scripts, name)).toString();
    panel.webview.html = panelHtml(
      {
        script: address('main.js'),
        mermaid: address('mermaid.js'),
        style: address('main.css'),
        origin: panel.webview.cspSource,
        ...pageWords(),
      },
      randomBytes(18).toString('base64'),
    );
  }

  #follow(change: RunChange): void {
    const { run } = this.#options.session;
    if (change.type === 'began') {
      this.#notice = null;
      this.#selected = null;
      if (this.#webview) this.#webview.title = title(run);
    }
    if (!this.#ready || !run) return;
    switch (change.type) {
      case 'breakpoints':
        this.#post({ type: 'breakpoints', breakpoints: [...this.#options.session.breakpoints] });
        return;
      case 'began':
      case 'paired':
        this.#postSnapshot();
        return;
      case 'appended':
        this.#post({ type: 'appended', run: run.id, from: change.from, events: [...change.events] });
        return;
      case 'state':
        this.#post({ type: 'state', run: run.id, state: run.state });
        return;
      case 'failed':
        this.#post({ type: 'state', run: run.id, state: run.state });
        this.#post({ type: 'notice', notice: { message: told(problems.lab(change.failure).sentence), tone: 'error' } });
        return;
      case 'refused':
        // A pop-up tells it: the run goes on, so it has no place in the panel.
        return;
      default:
        change satisfies never;
    }
  }

  #postSnapshot(): void {
    const { session, catalogue } = this.#options;
    const content = { scenarios: catalogue.scenarios, faults: this.#faults };
    this.#post(snapshot(session.run, content, this.#notice, session.breakpoints));
  }

  #post(message: HostMessage): void {
    void this.#webview?.webview.postMessage(message);
  }
}

function title(run: Run | null): string {
  return run ? `Auth Lab: ${shortName(run.card)}` : 'Auth Lab';
}
