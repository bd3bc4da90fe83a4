import * as vscode from 'vscode';
import { randomBytes } from 'node:crypto';
import { parseWith } from '../../model/parse';
import { tutorialIntent, type ShownTutorial, type TutorialIntent } from '../../tutorial/view-protocol';
import { Signal, type Disposable } from '../signal';
import { viewHtml } from '../view-html';
import { pageWords, t } from '../words';

export const TUTORIAL_VIEW = 'authLab.tutorial';
type Intent = Exclude<TutorialIntent, { type: 'ready' }>;

/** The page of a tutorial in the side bar. It is told everything by one message, whenever anything changed. */
export class TutorialView implements Disposable {
  readonly #intents = new Signal<Intent>();
  /** What the learner wants, already parsed. */
  readonly onIntent = this.#intents.event;
  readonly #posted = new Signal<ShownTutorial | null>();
  /** What the view is told; for tests. */
  readonly onPost = this.#posted.event;
  #view: vscode.WebviewView | null = null;
  #ready = false;
  #shown: ShownTutorial | null = null;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** What it shows, or would show if it were on screen. */
  get shown(): ShownTutorial | null {
    return this.#shown;
  }

  get isReady(): boolean {
    return this.#ready;
  }

  show(shown: ShownTutorial | null): void {
    this.#shown = shown;
    if (this.#view) this.#view.description = shown?.title ?? '';
    this.#post();
    this.#posted.fire(shown);
  }

  /** Takes over the place in the side bar. */
  adopt(view: vscode.WebviewView): void {
    const folder = vscode.Uri.joinPath(this.extensionUri, 'dist', 'webview');
    this.#view = view;
    this.#ready = false;
    view.description = this.#shown?.title ?? '';
    view.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    view.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    view.onDidChangeVisibility(() => {
      if (!view.visible) this.#ready = false;
    });
    view.onDidDispose(() => {
      this.#view = null;
      this.#ready = false;
    });
    const address = (name: string): string => view.webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
    view.webview.html = viewHtml(
      t('Tutorial'),
      {
        script: address('tutorial.js'),
        style: address('tutorial.css'),
        origin: view.webview.cspSource,
        ...pageWords(),
      },
      randomBytes(18).toString('base64'),
    );
  }

  /** What the webview said; anything may come. A wrong shape is logged and does nothing else. */
  receive(message: unknown): void {
    const parsed = parseWith<TutorialIntent>(tutorialIntent, message, 'A message of the tutorial view');
    if (!parsed.ok) {
      this.log.warn(parsed.error);
      return;
    }
    if (parsed.value.type === 'ready') {
      this.#ready = true;
      this.#post();
      return;
    }
    this.#intents.fire(parsed.value);
  }

  dispose(): void {
    this.#intents.dispose();
    this.#posted.dispose();
  }

  #post(): void {
    if (this.#ready) void this.#view?.webview.postMessage({ type: 'show', shown: this.#shown });
  }
}
