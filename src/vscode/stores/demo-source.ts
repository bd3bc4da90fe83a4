import type { Intervention } from '../../model';
import type { StoreCard } from '../../model/store-protocol';
import type { StorePage, StoreRecord, StoreStep, StoreValue } from '../../model/store-records';
import type { DeskProcess } from '../../process/desk-process';
import { sessionRows, type SessionRow } from '../../projections/sessions';
import { recordOf } from '../../projections/store-record';
import type { Run } from '../run';
import type { DemoPlace } from './demo-place';
import { CHANGED_MEANWHILE, Refused, type PageWanted, type StoreSource } from './source';

export type DemoPlaceWithRows = Exclude<DemoPlace, { type: 'nowhere' }>;

export interface DemoSourceOptions {
  readonly place: DemoPlaceWithRows;
  readonly run: () => Run | null;
  readonly intervene: (what: Intervention) => void;
  /** Reads the store itself; null where only what the servers told can be shown. */
  readonly desk: DeskProcess | null;
}

const OVER = 'The demo is over: these are the sessions that its store held last.';

/**
 * The session store of the run of the moment. Where another process can reach it, its rows are read from the store
 * itself; else they are those that the servers told. Whatever is changed is changed by a server of the run, which tells
 * of it, so that the diagram shows it like everything else.
 */
export class DemoSource implements StoreSource {
  constructor(private readonly options: DemoSourceOptions) {}

  get card(): StoreCard {
    const { place } = this.options;
    const isOver = place.type === 'told' && place.isOver;
    return {
      title: 'Session store of the demo',
      facts: {
        kind: place.type === 'told' ? place.kind : place.address.kind,
        about: this.#about,
        prefix: this.#prefix === '' ? null : this.#prefix,
        changes: isOver ? 'never' : 'free',
        why: isOver ? OVER : null,
        expires: true,
      },
      demo: true,
    };
  }

  async page({ cursor, search, size }: PageWanted): Promise<StorePage> {
    const { place, desk } = this.options;
    if (place.type === 'told' || !desk) return this.#toldPage({ cursor, search, size });
    const told = this.#told;
    const page = await desk.page({ cursor, search, size, only: this.#only(told) });
    const ends = new Map(told.map(({ sid, expires }) => [sid, expires]));
    return {
      ...page,
      // Redis counts its keys down by the clock of the machine, and the learner by that of the run.
      rows: page.rows.map((row) => {
        const id = row.id.slice(this.#prefix.length);
        return { ...row, id, end: ends.get(id) ?? (place.address.kind === 'sqlite' ? row.end : null) };
      }),
      keys: null,
    };
  }

  async count(cursor: string | null): Promise<StoreStep> {
    const { desk } = this.options;
    return desk ? desk.count(cursor) : { n: this.#told.length, next: null };
  }

  async value(id: string, store?: string): Promise<StoreValue | null> {
    const { desk } = this.options;
    if (desk) return desk.value(this.#prefix + id);
    const row = this.#told.find(
      (each) => each.sid === id && (store === undefined || this.#label(each.store) === store),
    );
    return row ? { text: JSON.stringify(row.data), whole: true } : null;
  }

  async edit(id: string, data: Record<string, unknown>, before: string): Promise<null> {
    if ((await this.value(id))?.text !== before) throw new Refused(CHANGED_MEANWHILE);
    return this.#intervene({ type: 'editSession', sid: id, data });
  }

  expire(ids: readonly string[]): Promise<null> {
    return this.#intervene({ type: 'expireSessions', sids: [...ids] });
  }

  destroy(ids: readonly string[]): Promise<null> {
    return this.#intervene({ type: 'destroySessions', sids: [...ids] });
  }

  destroyAll(): Promise<null> {
    return this.#intervene({ type: 'destroySessions' });
  }

  /** The rows of a demo are its own. */
  allow(): Promise<void> {
    return Promise.resolve();
  }

  /** A demo has one prefix. */
  setPrefix(): Promise<void> {
    return Promise.resolve();
  }

  async dispose(): Promise<void> {
    await this.options.desk?.dispose();
  }

  get #prefix(): string {
    const { place } = this.options;
    return place.type === 'store' && place.address.kind === 'redis' ? place.address.prefix : '';
  }

  get #about(): string {
    const { place } = this.options;
    if (place.type === 'told') return place.kind === 'memory' ? "express-session's MemoryStore" : '';
    if (place.address.kind === 'sqlite') return 'in a file of this run';
    return place.address.socket === null ? 'your own' : 'started for this run';
  }

  get #told(): readonly SessionRow[] {
    const run = this.options.run();
    return run ? sessionRows(run.trace, run.state.clock) : [];
  }

  /** A Redis of the user's own may hold a million other keys, through which nobody goes for the few of a demo. */
  #only(told: readonly SessionRow[]): string[] | undefined {
    const { place } = this.options;
    const isGuest = place.type === 'store' && place.address.kind === 'redis' && place.address.socket === null;
    return isGuest ? told.map(({ sid }) => this.#prefix + sid) : undefined;
  }

  #toldPage({ cursor, search, size }: PageWanted): StorePage {
    const words = search.toLowerCase();
    const told = this.#told;
    const several = new Set(told.map(({ store }) => store)).size > 1 || this.#stores > 1;
    const from = cursor === null ? 0 : Number(cursor);
    const found = told.filter(({ sid, data }) => `${sid}\n${JSON.stringify(data)}`.toLowerCase().includes(words));
    const rows = found.slice(from, from + size).map((row) => this.#record(row, several));
    return { rows, next: from + size < found.length ? String(from + size) : null, looked: told.length, keys: null };
  }

  #record({ sid, store, data, bytes, expires, corrupted }: SessionRow, several: boolean): StoreRecord {
    const record = recordOf({ id: sid, text: JSON.stringify(data), bytes, end: expires });
    return {
      ...record,
      ...(several && { store: this.#label(store) }),
      readable: record.readable && !corrupted,
    };
  }

  get #stores(): number {
    return this.#actors.filter(({ role }) => role === 'store').length;
  }

  get #actors() {
    const opening = this.options.run()?.trace.find((event) => event.kind === 'run.started');
    return opening?.data.actors ?? [];
  }

  #label(store: string): string {
    return this.#actors.find(({ id }) => id === store)?.label ?? store;
  }

  #intervene(what: Intervention): Promise<null> {
    this.options.intervene(what);
    return Promise.resolve(null);
  }
}
