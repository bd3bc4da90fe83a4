import * as vscode from 'vscode';
import type { Disposable } from '../signal';
import { mayBeInSerialization, mayHoldToken, WINDOW, windowAround } from './looks';
import { EDIT_SCHEME } from './schemes';
import type { TokenDesk, TokenDeskOptions } from './token-desk';
import type { TokenReading } from './token-reading';
import { readTokenSettings } from './token-settings';

/** Real milliseconds for which a text must have stood still before it is looked at. */
const STILL = 120;
/** Real milliseconds after which "in 5 minutes" is not true any more, and a token may have expired. */
const AGING = 60_000;

/**
 * What the editor does with tokens, as far as activation needs it: it listens, and loads the rest when there is
 * something to read or to do. A token may be somebody's real one: it stays in memory, and no log, setting, state,
 * address or file ever holds it.
 */
export class Tokens implements Disposable {
  readonly #options: TokenDeskOptions;
  readonly #parts: Disposable[] = [];
  readonly #refreshed = new vscode.EventEmitter<void>();
  readonly #settled = new vscode.EventEmitter<void>();
  /** The marks and findings of the editors in sight are up to date; for tests. */
  readonly onDidRefresh = this.#settled.event;
  #reading: Promise<TokenReading> | undefined;
  #desk: Promise<TokenDesk> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #aging: ReturnType<typeof setInterval> | undefined;
  #disposed = false;

  constructor(options: TokenDeskOptions) {
    this.#options = options;
    const schedule = (): void => this.#schedule();
    this.#parts.push(
      this.#refreshed,
      this.#settled,
      vscode.window.onDidChangeVisibleTextEditors(schedule),
      vscode.window.onDidChangeTextEditorVisibleRanges(schedule),
      vscode.workspace.onDidChangeTextDocument(schedule),
      vscode.workspace.onDidCloseTextDocument((document) => {
        void this.#reading?.then((reading) => reading.forget(document));
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration('authLab.jwt')) return;
        this.#refreshed.fire();
        this.#schedule();
      }),
      vscode.languages.registerHoverProvider('*', {
        provideHover: async (document, position) => {
          const { text } = windowAround(document.lineAt(position.line).text, position.character);
          if (!isLikely(text) || !readTokenSettings().hover) return undefined;
          return (await this.#read()).hover(document, position);
        },
      }),
      vscode.languages.registerCodeLensProvider('*', {
        onDidChangeCodeLenses: this.#refreshed.event,
        provideCodeLenses: async (document) => {
          if (readTokenSettings().lens !== 'lens' || !isLikely(document.getText())) return [];
          return (await this.#read()).lenses(document);
        },
      }),
      vscode.languages.registerInlayHintsProvider('*', {
        onDidChangeInlayHints: this.#refreshed.event,
        provideInlayHints: async (document, range) => {
          if (readTokenSettings().lens !== 'hint' || !isLikely(linesOf(document, range))) return [];
          return (await this.#read()).hints(document, range);
        },
      }),
      vscode.lm.registerTool(
        'authLab_decodeJwt',
        this.#tool((reading, text) => reading.decodeForModel(text)),
      ),
      vscode.lm.registerTool(
        'authLab_lintJwt',
        this.#tool((reading, text) => reading.lintForModel(text)),
      ),
    );
    closeStaleTabs();
    this.#schedule();
  }

  /** What needs more than reading: the view, keys, signing, forging. */
  async desk(): Promise<TokenDesk> {
    this.#desk ??= import('./token-desk').then(
      ({ TokenDesk }) => new TokenDesk(this.#options, () => import('./token-keys')),
    );
    return this.#desk;
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#aging);
    for (const part of this.#parts) part.dispose();
    void this.#reading?.then((reading) => reading.dispose());
    void this.#desk?.then((desk) => desk.dispose());
  }

  async #read(): Promise<TokenReading> {
    this.#reading ??= import('./token-reading').then(({ TokenReading }) => new TokenReading(this.#options.now));
    return this.#reading;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), STILL);
  }

  async #refresh(): Promise<void> {
    const editors = vscode.window.visibleTextEditors;
    if (!this.#reading && !editors.some(isWorthReading)) return;
    const reading = await this.#read();
    if (this.#disposed) return;
    this.#aging ??= setInterval(() => this.#age(), AGING);
    reading.refresh(vscode.window.visibleTextEditors, readTokenSettings());
    this.#settled.fire();
  }

  #age(): void {
    if (!vscode.window.state.focused) return;
    this.#refreshed.fire();
    this.#schedule();
  }

  #tool(answer: (reading: TokenReading, text: string) => string): vscode.LanguageModelTool<{ token?: unknown }> {
    return {
      invoke: async ({ input }) => {
        const text = typeof input.token === 'string' ? input.token : '';
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer(await this.#read(), text))]);
      },
    };
  }
}

function isLikely(text: string): boolean {
  return mayHoldToken(text) || mayBeInSerialization(text);
}

function isWorthReading({ document, visibleRanges }: vscode.TextEditor): boolean {
  return visibleRanges.some((range) => isLikely(linesOf(document, range)));
}

/** The lines of a range, of very long ones the beginning. */
function linesOf(document: vscode.TextDocument, { start, end }: vscode.Range): string {
  const lines: string[] = [];
  for (let line = start.line; line <= Math.min(end.line, document.lineCount - 1); line++) {
    lines.push(document.lineAt(line).text.slice(0, WINDOW));
  }
  return lines.join('\n');
}

/** After a reload nothing is left of what was edited: a tab that VS Code kept would show an error. */
function closeStaleTabs(): void {
  const stale = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) =>
      input instanceof vscode.TabInputText
        ? input.uri.scheme === EDIT_SCHEME
        : input instanceof vscode.TabInputTextDiff && input.modified.scheme === EDIT_SCHEME,
    );
  if (stale.length > 0) void vscode.window.tabGroups.close(stale);
}
