import { batch, computed, signal } from '@preact/signals';
import type { StoreCard, StoreIntent, StoreMessage } from '../../model/store-protocol';
import type { StorePage, StoreRecord } from '../../model/store-records';
import { signedIn } from './decoded';
import { figure, sessions } from './words';
import { t, told } from '../host/words';

/** How many rows a page is meant to have. */
const SIZE = 200;
/** Seconds after which a page is read again unasked. A demo tells of each change; a store of somebody's own does not. */
const LIVE = 2;

/** A row that is looked at, with its whole value once that has come. */
export interface Opened {
  readonly row: StoreRecord;
  /** Undefined while it is on its way, null when the row is gone. */
  readonly value: { readonly text: string; readonly whole: boolean } | null | undefined;
}

/** Several stores may hold a row with the same id. */
export function keyOf({ id, store }: Pick<StoreRecord, 'id' | 'store'>): string {
  return `${store ?? ''} ${id}`;
}

/** What the table shows: one page of a store, and what is chosen in it. In memory only, and gone with the view. */
export class StoreModel {
  readonly #post: (intent: StoreIntent) => void;
  readonly #realTime: () => number;
  #revision = -1;
  #requests = 0;
  /** The questions that still count; an answer to another one is late. */
  #pageRequest = 0;
  #valueRequest = 0;
  #countRequest = 0;
  #editRequest = 0;
  /** What has come for the page being read, which is shown as soon as there are rows; null when none is being read. */
  #coming: Coming | null = null;
  /** Rows changed while they were being read. */
  #again = false;
  /** The page on screen took one step. Others cost their store too much to be read again unasked. */
  #isQuick = false;
  #age = 0;

  readonly card = signal<StoreCard | null>(null);
  readonly sentence = signal<string | null>(null);
  /** Opening the store once more may help. */
  readonly again = signal(false);
  readonly rows = signal<readonly StoreRecord[]>([]);
  readonly chosen = signal<ReadonlySet<string>>(new Set());
  /** The row that has the keyboard. */
  readonly current = signal(0);
  readonly opened = signal<Opened | null>(null);
  readonly editing = signal(false);
  /** Why an edit was not written. */
  readonly notWritten = signal<string | null>(null);
  readonly search = signal('');
  readonly reading = signal(false);
  /** Why the page cannot be read. */
  readonly problem = signal<string | null>(null);
  /** Why something was not done; stands until something else is done. */
  readonly refused = signal<string | null>(null);
  readonly said = signal('');
  /** Ms since the Unix epoch, by the store's clock. */
  readonly now = signal(0);
  /** Where this page began, and those before it; null for the beginning. */
  readonly trail = signal<readonly (string | null)[]>([null]);
  readonly next = signal<string | null>(null);
  readonly looked = signal(0);
  readonly keys = signal<number | null>(null);
  /** How many rows were counted; `done` once the count is over. */
  readonly total = signal<{ readonly n: number; readonly done: boolean } | null>(null);
  readonly counting = signal(false);

  readonly chosenRows = computed(() => this.rows.value.filter((row) => this.chosen.value.has(keyOf(row))));
  /** The page on screen is all there is. */
  readonly isWhole = computed(() => !this.reading.value && this.next.value === null && this.trail.value.length === 1);
  readonly mayChange = computed(() => this.card.value?.facts.changes === 'free');
  /** What the table knows about how much there is, without a guess. */
  readonly amount = computed(() => {
    const card = this.card.value;
    if (!card) return '';
    const parts: string[] = [];
    const [total, shown, isWhole] = [this.total.value, this.rows.value.length, this.isWhole.value];
    if (this.search.value !== '') {
      const looked = figure(this.looked.value);
      parts.push(
        isWhole
          ? t('{0} found, {1} looked at', figure(shown), looked)
          : t('{0} found on this page, {1} looked at', figure(shown), looked),
      );
    } else if (isWhole) parts.push(sessions(shown));
    else {
      if (total) parts.push(counted(total, card.facts.kind));
      parts.push(t('{0} on this page', figure(shown)));
    }
    if (this.keys.value !== null) parts.push(t('{0} keys of all kinds in the database', figure(this.keys.value)));
    return parts.join(' · ');
  });

  constructor(post: (intent: StoreIntent) => void, realTime: () => number) {
    this.#post = post;
    this.#realTime = realTime;
  }

  receive(message: StoreMessage): void {
    switch (message.type) {
      case 'show':
        this.#show(message);
        return;
      case 'page':
        if (message.request === this.#pageRequest && this.#coming) this.#take(message.page, this.#coming);
        return;
      case 'counted':
        if (message.request !== this.#countRequest) return;
        batch(() => {
          const { n, next } = message.step;
          this.total.value = { n: (this.total.value?.n ?? 0) + n, done: next === null };
          if (next === null) this.counting.value = false;
          else this.#askCount(next);
        });
        return;
      case 'value':
        if (message.request !== this.#valueRequest || !this.opened.value) return;
        this.opened.value = { ...this.opened.value, value: message.value };
        return;
      case 'edited':
        if (message.request === this.#editRequest) this.leaveForm();
        return;
      case 'failed':
        this.#fail(message.request, message.message);
        return;
      case 'changed':
        this.#countAgain();
        if (this.#coming) this.#again = true;
        else this.#reread({ quietly: true });
        return;
      case 'clock':
        this.now.value = message.now;
        return;
      case 'said':
        this.said.value = told(message.message);
        return;
      default:
        message satisfies never;
    }
  }

  /** A second has passed. */
  tick(): void {
    if (this.card.value?.demo !== false) return;
    this.now.value = this.#realTime();
    this.#age += 1;
    const mayRead = this.#isQuick && !this.#coming && !this.editing.value && this.search.value === '';
    if (mayRead && this.#age >= LIVE) this.#reread({ quietly: true });
  }

  /** Looks for rows with these words in them, from the beginning. Of a signed cookie, the id in it is looked for. */
  find(words: string): void {
    this.search.value = signedIn(words) ?? words;
    this.#from([null]);
  }

  nextPage(): void {
    const next = this.next.value;
    if (next !== null && !this.reading.value) this.#from([...this.trail.value, next]);
  }

  previousPage(): void {
    if (this.trail.value.length > 1) this.#from(this.trail.value.slice(0, -1));
  }

  /** Stops where it is: nothing is asked any more, and an answer under way does not count. */
  stop(): void {
    this.#pageRequest = 0;
    this.#countRequest = 0;
    batch(() => {
      this.counting.value = false;
      if (this.#coming) this.#arrived(this.#coming);
    });
  }

  refresh(): void {
    if (!this.reading.value) this.#reread();
    this.#countAgain();
  }

  count(): void {
    batch(() => {
      this.total.value = null;
      this.counting.value = true;
      this.#askCount(null);
    });
  }

  setPrefix(prefix: string): void {
    this.#post({ type: 'prefix', prefix });
  }

  choose(row: StoreRecord, on: boolean): void {
    const chosen = new Set(this.chosen.value);
    if (on) chosen.add(keyOf(row));
    else chosen.delete(keyOf(row));
    this.chosen.value = chosen;
  }

  /** Chooses every row of this page, or none. */
  chooseAll(on: boolean): void {
    this.chosen.value = on ? new Set(this.rows.value.map(keyOf)) : new Set();
  }

  /** Chooses the rows from the current one to this one. */
  chooseTo(index: number): void {
    const [from, to] = [Math.min(this.current.value, index), Math.max(this.current.value, index)];
    this.chosen.value = new Set([...this.chosen.value, ...this.rows.value.slice(from, to + 1).map(keyOf)]);
    this.current.value = index;
  }

  open(row: StoreRecord): void {
    batch(() => {
      this.opened.value = { row, value: undefined };
      this.#forgetForm();
      this.#askValue(row);
    });
  }

  close(): void {
    this.#valueRequest = 0;
    batch(() => {
      this.opened.value = null;
      this.#forgetForm();
    });
  }

  /** Does something to the chosen rows; whether it is meant is asked by the editor. */
  act(type: 'expire' | 'destroy', rows: readonly StoreRecord[]): void {
    const ids = [...new Set(rows.map(({ id }) => id))];
    this.refused.value = null;
    if (ids.length > 0) this.#post({ type, ids });
  }

  destroyAll(): void {
    this.refused.value = null;
    this.#post({ type: 'destroyAll' });
  }

  /** @param before the data that was there when the form was opened */
  edit({ id }: StoreRecord, data: Record<string, unknown>, before: string): void {
    this.notWritten.value = null;
    this.#editRequest = ++this.#requests;
    this.#post({ type: 'edit', request: this.#editRequest, id, data, before });
  }

  startEditing(): void {
    batch(() => {
      this.notWritten.value = null;
      this.editing.value = true;
    });
  }

  /** Shows what is there now: it may have changed while somebody wrote. */
  leaveForm(): void {
    batch(() => {
      this.#forgetForm();
      if (this.opened.value) this.#askValue(this.opened.value.row);
    });
  }

  allow(): void {
    this.#post({ type: 'allow' });
  }

  copy(text: string, what: string): void {
    this.#post({ type: 'copy', text, what });
  }

  openToken(token: string): void {
    this.#post({ type: 'openToken', token });
  }

  openAnother(): void {
    this.#post({ type: 'openAnother' });
  }

  /** Opens the store once more that could not be opened. */
  retry(): void {
    this.#post({ type: 'retry' });
  }

  showLog(): void {
    this.#post({ type: 'showLog' });
  }

  #show({ revision, card, sentence, again, now }: Extract<StoreMessage, { type: 'show' }>): void {
    batch(() => {
      this.card.value = card;
      this.sentence.value = sentence;
      this.again.value = again;
      this.now.value = now ?? this.#realTime();
      if (revision === this.#revision) return;
      this.#revision = revision;
      this.#forget();
      if (card) this.#from([null]);
    });
  }

  #forgetForm(): void {
    this.#editRequest = 0;
    this.editing.value = false;
  }

  #forget(): void {
    this.#coming = null;
    this.#pageRequest = 0;
    this.#countRequest = 0;
    this.rows.value = [];
    this.chosen.value = new Set();
    this.current.value = 0;
    this.search.value = '';
    this.total.value = null;
    this.counting.value = false;
    this.reading.value = false;
    this.problem.value = null;
    this.refused.value = null;
    this.keys.value = null;
    this.close();
  }

  /** Reads the page that begins at the last of these places. */
  #from(trail: readonly (string | null)[]): void {
    batch(() => {
      this.trail.value = trail;
      this.rows.value = [];
      this.chosen.value = new Set();
      this.current.value = 0;
      this.next.value = null;
      this.#reread();
    });
  }

  /**
   * Reads the page that is shown once more; what is chosen stays chosen.
   * @param options `quietly`: what is on screen stays until all has come
   */
  #reread({ quietly = false } = {}): void {
    this.#coming = { rows: new Map(), looked: 0, steps: 0, quietly };
    this.#again = false;
    this.#age = 0;
    batch(() => {
      if (!quietly) {
        this.looked.value = 0;
        this.reading.value = true;
      }
      this.#ask(this.trail.value.at(-1) ?? null);
    });
  }

  #take({ rows, next, looked, keys }: StorePage, coming: Coming): void {
    for (const row of rows) coming.rows.set(keyOf(row), row);
    coming.looked += looked;
    coming.steps += 1;
    batch(() => {
      this.problem.value = null;
      this.keys.value = keys;
      if (next === null || coming.rows.size >= SIZE) {
        this.next.value = next;
        this.#arrived(coming);
        return;
      }
      // A step has found too little: the next one goes on where it stopped.
      if (!coming.quietly) {
        this.next.value = next;
        this.looked.value = coming.looked;
        if (coming.rows.size > this.rows.value.length) this.rows.value = [...coming.rows.values()];
      }
      this.#ask(next);
    });
  }

  #arrived({ rows: found, looked, steps }: Coming): void {
    const rows = [...found.values()];
    this.#coming = null;
    this.#isQuick = steps <= 1;
    this.#age = 0;
    this.rows.value = rows;
    this.looked.value = looked;
    this.reading.value = false;
    if (rows.length === 0 && this.next.value === null && this.trail.value.length > 1) {
      // What stood on this page is gone.
      this.#from([null]);
      return;
    }
    const keys = new Set(rows.map(keyOf));
    this.chosen.value = new Set([...this.chosen.value].filter((key) => keys.has(key)));
    this.current.value = Math.max(0, Math.min(this.current.value, rows.length - 1));
    this.#lookAfterOpened(rows);
    // All rows of a file can be counted in its index; those of a Redis have to be gone through, which is for the user to ask.
    const isFile = this.card.value?.facts.kind === 'sqlite';
    if (isFile && !this.isWhole.value && !this.total.value) this.count();
    if (this.#again) this.#reread({ quietly: true });
  }

  /** The row that is opened may have changed, or be gone. */
  #lookAfterOpened(rows: readonly StoreRecord[]): void {
    const opened = this.opened.value;
    if (!opened) return;
    const shown = rows.find((row) => keyOf(row) === keyOf(opened.row));
    if (shown) this.opened.value = { ...opened, row: shown };
    // Whoever is writing is not disturbed.
    if (!this.editing.value) this.#askValue(shown ?? opened.row);
  }

  #fail(request: number | null, message: string): void {
    if (request !== null && request === this.#editRequest) {
      this.notWritten.value = message;
      return;
    }
    if (request === null) {
      this.refused.value = message;
      this.said.value = message;
      return;
    }
    const isAnswer = request === this.#pageRequest || request === this.#valueRequest || request === this.#countRequest;
    if (!isAnswer) return;
    batch(() => {
      this.problem.value = message;
      if (this.said.value !== message) this.said.value = message;
      if (request === this.#countRequest) this.counting.value = false;
      if (request !== this.#pageRequest) return;
      this.#coming = null;
      this.#age = 0;
      this.reading.value = false;
    });
  }

  /** What was counted before rows changed is not true any more. */
  #countAgain(): void {
    if (!this.total.value && !this.counting.value) return;
    if (this.card.value?.facts.kind === 'sqlite') this.count();
    else {
      this.#countRequest = 0;
      this.counting.value = false;
      this.total.value = null;
    }
  }

  #ask(cursor: string | null): void {
    this.#pageRequest = ++this.#requests;
    this.#post({ type: 'page', request: this.#pageRequest, cursor, search: this.search.value, size: SIZE });
  }

  #askCount(cursor: string | null): void {
    this.#countRequest = ++this.#requests;
    this.#post({ type: 'count', request: this.#countRequest, cursor });
  }

  #askValue({ id, store }: StoreRecord): void {
    this.#valueRequest = ++this.#requests;
    this.#post({ type: 'value', request: this.#valueRequest, id, ...(store !== undefined && { store }) });
  }
}

interface Coming {
  readonly rows: Map<string, StoreRecord>;
  looked: number;
  steps: number;
  readonly quietly: boolean;
}

/** How many rows there are, as far as that is known. SCAN may name a key twice, and keys come and go meanwhile. */
function counted({ n, done }: { n: number; done: boolean }, kind: StoreCard['facts']['kind']): string {
  if (!done) return t('{0} counted so far', sessions(n));
  return kind === 'redis' ? t('about {0}, by SCAN', sessions(n)) : t('{0} counted', sessions(n));
}
