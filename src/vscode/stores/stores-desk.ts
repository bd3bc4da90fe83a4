import * as vscode from 'vscode';
import { parseWith } from '../../model/parse';
import { storeIntent, type StoreCard, type StoreIntent, type StoreMessage } from '../../model/store-protocol';
import { DeskFailure, DeskProcess } from '../../process/desk-process';
import type { Errors } from '../errors';
import { problems } from '../problem';
import { redact } from '../redact';
import type { RunChange, RunSession } from '../run-session';
import type { Settings } from '../settings';
import { SideView } from '../side-view';
import { Signal, type Disposable } from '../signal';
import { chooseStore, fileChoice, type StoreChoice } from './choose-store';
import { demoPlace, deskAddress } from './demo-place';
import { DemoSource } from './demo-source';
import { OwnSource } from './own-source';
import { CHANGED_MEANWHILE, Refused, type StoreSource } from './source';
import { askAllow, askDestroy, askDestroyAll, askExpire, destroyStepwise } from './store-questions';
import { figure, t } from '../words';

export interface StoresParts {
  readonly extensionUri: vscode.Uri;
  /** The store desk's bundle. */
  readonly path: string;
  readonly session: RunSession;
  readonly errors: Errors;
  readonly log: vscode.LogOutputChannel;
  readonly settings: () => Settings;
  /** Shows what a token says. */
  readonly openToken: (token: string) => Promise<void>;
  /** The learner opened a row of the demo: its messages are to be found. */
  readonly onPick: (sid: string) => unknown;
}

type Wanted = Exclude<StoreIntent, { type: 'ready' }>;
type Handlers = { readonly [T in Wanted['type']]: (intent: Extract<Wanted, { type: T }>) => unknown };

/** What stands on screen. */
interface Shown {
  readonly card: StoreCard | null;
  /** Why there is no table. */
  readonly sentence: string | null;
  /** Opening it once more may help. */
  readonly again: boolean;
}

const OPENING: Shown = { card: null, sentence: null, again: false };
/** Real milliseconds in which changes of a demo are gathered before the table reads its rows again. */
const GATHERING = 50;
const NOT_A_FILE = t('Only a file on this machine can be opened as a session store.');
const UNREADABLE = t('The Redis of the demo does not answer.');

/** The table of sessions: its view, and the store that it shows. The store is read by a process of its own. */
export class StoresDesk implements Disposable {
  readonly #parts: StoresParts;
  readonly view: SideView<StoreIntent, StoreMessage>;
  readonly #listening: readonly Disposable[];
  readonly #changes = new Signal<void>();
  /** Another store is shown, or why there is none. */
  readonly onDidShow = this.#changes.event;
  #choice: StoreChoice = { type: 'demo' };
  #source: StoreSource | null = null;
  #shown: Shown = OPENING;
  #revision = 0;
  /** The place of the demo that is shown, so that it is opened anew only when that is another one. */
  #demoKey = '';
  /** The row that is open: an open row is read again whenever something changes, and picked only once. */
  #picked = '';
  #gathering: ReturnType<typeof setTimeout> | undefined;
  /** The last failure in the log: a table that reads again and again says it once. */
  #noted = '';
  #gone: Promise<unknown> = Promise.resolve();

  constructor(parts: StoresParts) {
    this.#parts = parts;
    const { extensionUri, log, session } = parts;
    this.view = new SideView({
      extensionUri,
      log,
      type: 'authLab.store',
      title: t('Auth Lab: Session Store'),
      files: 'store',
      // Beside the diagram: a learner sees the row come while the message is drawn.
      column: vscode.ViewColumn.Beside,
      parse: (message) => parseWith(storeIntent, message, 'A message of the session store'),
      snapshot: () => this.#snapshot(),
    });
    this.#listening = [
      this.view.onIntent((intent) => this.#obey(intent)),
      this.view.onClose(() => this.#letGo()),
      session.onDidChange((change) => this.#follow(change)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#showCard()),
    ];
  }

  /** What stands on screen: a card, or a sentence on why there is none. */
  get shown(): Shown {
    return this.#shown;
  }

  /** The process that reads the store, if there is one; for tests. */
  get source(): StoreSource | null {
    return this.#source;
  }

  /** Shows the store of the run of the moment, and of those that follow. */
  showDemo(): Promise<void> {
    return this.show({ type: 'demo' });
  }

  /** Asks for a store of the user's own and shows it. Argument: the address of a file, as a context menu gives it. */
  async open(args: readonly unknown[]): Promise<void> {
    const [file] = args;
    if (file instanceof vscode.Uri) {
      if (file.scheme !== 'file') this.#parts.errors.tell(problems.badRequest(NOT_A_FILE));
      else await this.show(fileChoice(file));
      return;
    }
    const choice = await chooseStore(this.#parts.settings().redisUrl);
    if (choice) await this.show(choice);
  }

  /** @returns when the store is open, or a sentence on screen says why not */
  async show(choice: StoreChoice): Promise<void> {
    this.#choice = choice;
    this.view.reveal();
    if (choice.type === 'demo') await this.#openDemo(true);
    else await this.#openOwn(choice);
  }

  dispose(): Promise<void> {
    for (const each of this.#listening) each.dispose();
    this.#letGo();
    this.view.dispose();
    this.#changes.dispose();
    return this.#gone.then(() => undefined);
  }

  async #openOwn({ address, title }: Extract<StoreChoice, { type: 'own' }>): Promise<void> {
    const revision = this.#present(OPENING, null);
    try {
      const source = await OwnSource.open(this.#newDesk(), { address, title }, () => vscode.workspace.isTrusted);
      if (revision !== this.#revision) await source.dispose();
      else this.#present({ ...OPENING, card: source.card }, source);
    } catch (error) {
      if (revision === this.#revision)
        this.#present({ card: null, sentence: this.#sentenceOf(error), again: true }, null);
    }
  }

  async #openDemo(anew: boolean): Promise<void> {
    const { session } = this.#parts;
    const place = demoPlace(session.run);
    const key = `${session.run?.id ?? ''} ${JSON.stringify(place)}`;
    if (!anew && key === this.#demoKey) return;
    this.#demoKey = key;
    if (place.type === 'nowhere') {
      this.#present({ card: null, sentence: place.sentence, again: false }, null);
      return;
    }
    const address = deskAddress(place, this.#parts.settings().redisUrl);
    const desk = address && this.#newDesk();
    const source = new DemoSource({
      place,
      desk,
      run: () => session.run,
      intervene: (what) => session.intervene(what),
    });
    if (!desk) {
      this.#present({ ...OPENING, card: source.card }, source);
      return;
    }
    const revision = this.#present(OPENING, null);
    try {
      await desk.open(address);
      if (revision !== this.#revision) await source.dispose();
      else this.#present({ ...OPENING, card: source.card }, source);
    } catch (error) {
      await source.dispose();
      const sentence = address.kind === 'redis' ? UNREADABLE : this.#sentenceOf(error);
      if (revision === this.#revision) this.#present({ card: null, sentence, again: true }, null);
    }
  }

  /** Puts something else on screen. @returns its number */
  #present(shown: Shown, source: StoreSource | null): number {
    const before = this.#source;
    this.#source = source;
    this.#shown = shown;
    this.#revision += 1;
    this.#noted = '';
    this.#picked = '';
    if (before) this.#dismiss(before);
    this.view.post(this.#snapshot());
    this.#changes.fire();
    return this.#revision;
  }

  /** The same store as before, with other facts about it. */
  #showCard(): void {
    if (!this.#source) return;
    this.#shown = { ...this.#shown, card: this.#source.card };
    this.view.post(this.#snapshot());
    this.#changes.fire();
  }

  #snapshot(): Extract<StoreMessage, { type: 'show' }> {
    const now = this.#choice.type === 'demo' ? (this.#parts.session.run?.state.clock ?? null) : null;
    return { type: 'show', revision: this.#revision, ...this.#shown, now };
  }

  #newDesk(): DeskProcess {
    return new DeskProcess(this.#parts.path, (line) => this.#parts.log.warn(redact(`Store desk: ${line}`)));
  }

  #dismiss(source: StoreSource): void {
    this.#gone = Promise.all([this.#gone, source.dispose()]);
  }

  /** Nobody looks any more: the process ends, and a typed address is forgotten. */
  #letGo(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#choice = { type: 'demo' };
    this.#demoKey = '';
    this.#revision += 1;
    this.#shown = OPENING;
    if (this.#source) this.#dismiss(this.#source);
    this.#source = null;
  }

  #follow(change: RunChange): void {
    if (this.#choice.type !== 'demo' || !this.view.isOpen) return;
    if (change.type !== 'refused') void this.#openDemo(false);
    if (change.type === 'appended' && !change.events.some(({ kind }) => kind.startsWith('store.'))) return;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      const { run } = this.#parts.session;
      if (run) this.view.post({ type: 'clock', now: Math.max(run.state.clock, run.trace.at(-1)?.at ?? 0) });
      this.view.post({ type: 'changed' });
    }, GATHERING);
  }

  async #obey(intent: Wanted): Promise<void> {
    const handle = this.#handlers[intent.type] as (intent: Wanted) => unknown;
    try {
      await handle(intent);
    } catch (error) {
      const message = this.#sentenceOf(error);
      if (error instanceof DeskFailure && error.code === 'desk-died') {
        this.#present({ card: null, sentence: message, again: true }, null);
      } else this.view.post({ type: 'failed', request: 'request' in intent ? intent.request : null, message });
    }
  }

  readonly #handlers: Handlers = {
    page: async ({ request, ...wanted }) => {
      const page = await this.#open.page(wanted);
      this.#noted = '';
      this.view.post({ type: 'page', request, page });
    },
    count: async ({ request, cursor }) => {
      this.view.post({ type: 'counted', request, step: await this.#open.count(cursor) });
    },
    value: async ({ request, id, store }) => {
      if (this.#open.card.demo && id !== this.#picked) this.#parts.onPick(id);
      this.#picked = id;
      this.view.post({ type: 'value', request, value: await this.#open.value(id, store) });
    },
    edit: async ({ request, id, data, before }) => {
      const n = await this.#open.edit(id, data, before);
      if (n === 0) throw new Refused(CHANGED_MEANWHILE);
      this.view.post({ type: 'edited', request });
      this.#changed(t('The session is written.'));
    },
    expire: async ({ ids }) => {
      const source = this.#open;
      if (!source.card.demo && !(await askExpire(ids.length))) return;
      this.#changed(expired(await source.expire(ids), ids.length));
    },
    destroy: async ({ ids }) => {
      const source = this.#open;
      if (!(await askDestroy(ids.length, source.card))) return;
      this.#changed(destroyed(await source.destroy(ids), ids.length));
    },
    destroyAll: async () => {
      const source = this.#open;
      if (!(await askDestroyAll(source.card))) return;
      if (source.card.demo) {
        await source.destroyAll(null);
        this.#changed(t('The demo destroys all sessions.'));
        return;
      }
      // What is gone is gone, even where the rest could not be reached.
      const n = await destroyStepwise((cursor) => source.destroyAll(cursor)).finally(() => this.#changed(''));
      this.#changed(destroyed(n, n));
    },
    allow: async () => {
      const source = this.#open;
      if (!(await askAllow())) return;
      await source.allow();
      this.#showCard();
      this.view.post({ type: 'said', message: t('Changes are allowed.') });
    },
    prefix: async ({ prefix }) => {
      const source = this.#open;
      await source.setPrefix(prefix);
      this.#revision += 1;
      this.#showCard();
    },
    copy: async ({ text, what }) => {
      await vscode.env.clipboard.writeText(text);
      this.view.post({ type: 'said', message: t('{0} copied.', what) });
    },
    openToken: ({ token }) => this.#parts.openToken(token),
    openAnother: () => this.open([]),
    retry: () => this.show(this.#choice),
    showLog: () => this.#parts.log.show(),
  };

  get #open(): StoreSource {
    if (!this.#source) throw new Refused(t('No session store is open.'));
    return this.#source;
  }

  #changed(said: string): void {
    if (said !== '') this.view.post({ type: 'said', message: said });
    this.view.post({ type: 'changed' });
  }

  /** A sentence for a person, which also goes to the log. A mistake of ours is told like every other one. */
  #sentenceOf(error: unknown): string {
    if (!(error instanceof DeskFailure) && !(error instanceof Refused)) {
      this.#parts.errors.tell(problems.commandBroke('session store', error));
      return t('The session store could not be used because of a mistake in Auth Lab.');
    }
    if (error.message !== this.#noted) this.#parts.log.warn(redact(`Session store: ${error.message}`));
    this.#noted = error.message;
    return error.message;
  }
}

/** "2 of 3 sessions are destroyed." @param n null where the run does it, and tells of it */
function destroyed(n: number | null, wanted: number): string {
  const [all, some] = [figure(wanted), figure(n ?? 0)];
  if (n === null) return wanted === 1 ? t('The demo destroys 1 session.') : t('The demo destroys {0} sessions.', all);
  if (n !== wanted) return t('{0} of {1} sessions are destroyed.', some, all);
  return wanted === 1 ? t('1 session is destroyed.') : t('{0} sessions are destroyed.', all);
}

/** The same of sessions that end now. */
function expired(n: number | null, wanted: number): string {
  const [all, some] = [figure(wanted), figure(n ?? 0)];
  if (n === null) return wanted === 1 ? t('The demo expires 1 session.') : t('The demo expires {0} sessions.', all);
  if (n !== wanted) return t('{0} of {1} sessions are expired.', some, all);
  return wanted === 1 ? t('1 session is expired.') : t('{0} sessions are expired.', all);
}
