import * as vscode from 'vscode';
import { readLinkPath } from '../../tutorial/link';
import type { View } from '../../tutorial/types';
import type { Command } from '../commands/ids';
import type { Disposable } from '../signal';
import type { TutorialDesk } from './tutorial-desk';
import type { TutorialNode } from './tutorial-tree';
import type { TutorialsOptions } from './tutorials-options';
import { t } from '../words';

/** Commands that open a view which a step may ask for. */
const OPENED: Readonly<Partial<Record<Command, View>>> = {
  inspectSessionStore: 'store',
  showPanel: 'panel',
  showServerCode: 'code',
  showTruthTable: 'truth',
  openToken: 'token',
  decodeJwt: 'token',
  compareBranches: 'comparison',
};

/** Files of somebody's own tutorials. */
export const OWN_FILES: vscode.DocumentFilter = { language: 'markdown', pattern: '**/.auth-lab/tutorials/*.md' };

/** Tutorials as far as activation needs them: it listens, and loads the rest when somebody looks. */
export class Tutorials implements Disposable {
  readonly #options: TutorialsOptions;
  readonly #refresh = new vscode.EventEmitter<void>();
  readonly #parts: Disposable;
  #desk: Promise<TutorialDesk> | undefined;
  #disposed = false;

  constructor(options: TutorialsOptions) {
    this.#options = options;
    this.#parts = vscode.Disposable.from(
      this.#refresh,
      vscode.window.createTreeView<TutorialNode>('authLab.tutorials', {
        treeDataProvider: {
          onDidChangeTreeData: this.#refresh.event,
          getChildren: async (node) => (await this.desk()).nodes.children(node),
          // VS Code asks for items of nodes that it was given, so the desk is there; but it cannot be told.
          getTreeItem: async (node) => (await this.desk()).nodes.item(node),
        },
      }),
      vscode.window.registerWebviewViewProvider('authLab.tutorial', {
        resolveWebviewView: async (view) => (await this.desk()).view.adopt(view),
      }),
      vscode.window.registerUriHandler({ handleUri: (uri) => this.#follow(uri) }),
      // What somebody measured or changed while no tutorial was open counts for none.
      options.servers.onDidSaveChange(() => void this.#desk?.then((desk) => desk.noteOpened('edit'))),
      options.charts.onDidMeasure(() => void this.#desk?.then((desk) => desk.noteOpened('charts'))),
      vscode.workspace.onDidGrantWorkspaceTrust(() => checkAll()),
      vscode.workspace.onDidOpenTextDocument((document) => this.#checkLater(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#checkLater(document)),
      vscode.workspace.onDidCloseTextDocument((document) => {
        void this.#desk?.then(({ files }) => files.forget(document));
      }),
      vscode.languages.registerCompletionItemProvider(
        OWN_FILES,
        {
          provideCompletionItems: async (document, position) => (await this.desk()).files.complete(document, position),
        },
        ':',
        ' ',
        '`',
        '[',
      ),
      vscode.languages.registerCodeActionsProvider(OWN_FILES, {
        provideCodeActions: (document, _range, context) =>
          this.#desk?.then(({ files }) => files.fixes(document, context.diagnostics)),
      }),
    );
    const checkAll = (): void => vscode.workspace.textDocuments.forEach((document) => this.#checkLater(document));
    checkAll();
  }

  desk(): Promise<TutorialDesk> {
    this.#desk ??= import('./tutorial-desk').then(({ TutorialDesk }) => {
      const desk = new TutorialDesk(this.#options);
      desk.onDidChange(() => this.#refresh.fire());
      return desk;
    });
    return this.#desk;
  }

  /** A command was carried out: a step may have waited for what it opened. */
  heard(command: Command): void {
    const view = OPENED[command];
    if (view) void this.#desk?.then((desk) => desk.noteOpened(view));
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#parts.dispose();
    (await this.#desk)?.dispose();
  }

  #checkLater(document: vscode.TextDocument): void {
    if (vscode.languages.match(OWN_FILES, document) === 0 || !vscode.workspace.isTrusted) return;
    void this.desk().then(({ files }) => {
      if (!this.#disposed) files.check(document);
    });
  }

  /**
   * Follows `vscode://auth-lab.auth-lab/tutorial/<tutorial>/<step>`. Anybody can write such a link, so it only shows the
   * page: nothing runs before the learner presses a button.
   */
  async #follow({ path }: vscode.Uri): Promise<void> {
    const place = readLinkPath(path);
    if (!place) {
      this.#options.tell(t('This link leads to no tutorial. It should end in /tutorial/ and the id of one.'));
      return;
    }
    await (await this.desk()).open([place]);
  }
}
