import { statSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { StoreFacts, StorePage, StoreRecord, StoreStep, StoreValue } from '../../model/store-records';
import { recordOf } from '../../projections/store-record';
import { LONGEST_VALUE, stopWatch, type Desk, type PageQuery } from '../desk';
import { DeskProblem } from '../problem';
import { readCursor, writeCursor, type Place } from './cursor';
import { readEnd, writeEnd } from './end';
import { findLayout, type Layout, type TableShape } from './layout';
import { sqliteProblem } from './sqlite-problem';

/** How many rows are looked at between two looks at the clock. */
const STRIDE = 5_000;
/** Of a longer value only so much is read for the table. Characters. */
const PREVIEWED = 65_536;
/** How long a write waits for another process. Reading never does. Real milliseconds. */
const PATIENCE = 1_000;

export interface SqliteDeskOptions {
  readonly file: string;
  /** It belongs to a demo. */
  readonly ours: boolean;
  /** Real milliseconds that only ever grow. */
  readonly now: () => number;
  /** Ms since the Unix epoch. */
  readonly today: () => number;
}

/**
 * The sessions in a SQLite file. It is opened for reading alone until the user has said that it may be changed, and
 * each page begins where the one before ended, by an index: the last of a million rows is as quick as the first.
 */
export class SqliteDesk implements Desk {
  #database: DatabaseSync;
  readonly #layout: Layout;
  readonly #statements = new Map<string, StatementSync>();
  #mayWrite = false;

  /** @throws DeskProblem when the file is not there, locked, damaged, or holds no sessions */
  constructor(private readonly options: SqliteDeskOptions) {
    requireFile(options.file);
    this.#database = trying(() => open(options.file, true));
    try {
      this.#layout = trying(() => layoutOf(this.#database));
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  get facts(): StoreFacts {
    return {
      kind: 'sqlite',
      about: this.#layout.about,
      prefix: null,
      changes: this.options.ours || this.#mayWrite ? 'free' : 'ask',
      why: null,
      expires: this.#layout.end !== null,
    };
  }

  page({ cursor, search, size }: PageQuery): Promise<StorePage> {
    return this.#do(() => {
      const watch = stopWatch(this.options.now);
      const rows: StoreRecord[] = [];
      let place = readCursor(cursor);
      let looked = 0;
      if (search === '') {
        const found = this.#rows(place, null, '', size + 1);
        const more = found.length > size;
        const page = found.slice(0, size);
        const last = page.at(-1);
        return {
          rows: page.map(({ record }) => record),
          next: more && last ? writeCursor(last.place) : null,
          looked: page.length,
          keys: null,
        };
      }
      for (;;) {
        const { end, n } = this.#stride(place);
        const missing = size - rows.length;
        const found = this.#rows(place, end, search, missing + 1);
        rows.push(...found.slice(0, missing).map(({ record }) => record));
        if (found.length > missing) {
          const last = found[missing - 1];
          return { rows, next: last ? writeCursor(last.place) : null, looked: looked + n, keys: null };
        }
        looked += n;
        if (end === null) return { rows, next: null, looked, keys: null };
        place = end;
        if (rows.length >= size || watch.isOver()) return { rows, next: writeCursor(place), looked, keys: null };
      }
    });
  }

  count(cursor: string | null): Promise<StoreStep> {
    return this.#do(() => {
      const watch = stopWatch(this.options.now);
      let place = readCursor(cursor);
      let counted = 0;
      for (;;) {
        const { end, n } = this.#stride(place);
        counted += n;
        if (end === null) return { n: counted, next: null };
        place = end;
        if (watch.isOver()) return { n: counted, next: writeCursor(place) };
      }
    });
  }

  value(id: string): Promise<StoreValue | null> {
    return this.#do(() => {
      const { data, id: column } = this.#quoted;
      const row = this.#prepare(
        `SELECT substr(CAST(${data} AS TEXT), 1, ?) AS text, length(CAST(${data} AS TEXT)) AS length
         FROM ${this.#quoted.table} WHERE ${column} = ?`,
      ).get(LONGEST_VALUE, id);
      if (row === undefined) return null;
      return { text: String(row['text'] ?? ''), whole: Number(row['length'] ?? 0) <= LONGEST_VALUE };
    });
  }

  allow(): Promise<void> {
    return this.#do(() => {
      const writable = open(this.options.file, false);
      this.#statements.clear();
      this.#database.close();
      this.#database = writable;
      this.#mayWrite = true;
    });
  }

  setPrefix(): Promise<void> {
    return Promise.reject(DeskProblem.unusable('A SQLite file has no keys with a prefix.'));
  }

  edit(id: string, text: string, before: string): Promise<number> {
    const { table, data, id: column } = this.#quoted;
    const sql = `UPDATE ${table} SET ${data} = ? WHERE ${column} = ? AND CAST(${data} AS TEXT) = ?`;
    return this.#change((run) => run(sql, text, id, before));
  }

  expire(ids: readonly string[]): Promise<number> {
    const { table, id: column } = this.#quoted;
    const { end, unit } = this.#layout;
    if (end === null)
      return Promise.reject(DeskProblem.unusable('The rows of this table have no end that could be moved.'));
    const over = this.options.today() - 1_000;
    return this.#change((run) =>
      ids.reduce((changed, id) => {
        const before = this.#prepare(`SELECT ${quote(end)} AS was FROM ${table} WHERE ${column} = ?`).get(id)?.['was'];
        return (
          changed + run(`UPDATE ${table} SET ${quote(end)} = ? WHERE ${column} = ?`, writeEnd(over, before, unit), id)
        );
      }, 0),
    );
  }

  destroy(ids: readonly string[]): Promise<number> {
    const { table, id: column } = this.#quoted;
    return this.#change((run) =>
      ids.reduce((changed, id) => changed + run(`DELETE FROM ${table} WHERE ${column} = ?`, id), 0),
    );
  }

  destroyAll(cursor: string | null): Promise<StoreStep> {
    const { table, key } = this.#quoted;
    return this.#change((run) => {
      const place = readCursor(cursor);
      const { end } = this.#stride(place);
      const [from, ...values] = between(key, place, end);
      return { n: run(`DELETE FROM ${table} WHERE ${from}`, ...values), next: end === null ? null : writeCursor(end) };
    });
  }

  close(): Promise<void> {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
    return Promise.resolve();
  }

  get #quoted(): { readonly table: string; readonly id: string; readonly data: string; readonly key: string } {
    const { table, id, data, key } = this.#layout;
    return { table: quote(table), id: quote(id), data: quote(data), key: quote(key) };
  }

  /** The end of the next few thousand rows, found in the index alone; null when fewer are left. */
  #stride(place: Place): { readonly end: Place; readonly n: number } {
    const { table, key } = this.#quoted;
    const [from, ...values] = between(key, place, null);
    const rows = `SELECT ${key} AS place FROM ${table} WHERE ${from} ORDER BY ${key}`;
    const at = this.#prepare(`${rows} LIMIT 1 OFFSET ${STRIDE - 1}`).get(...values);
    if (at !== undefined) return { end: placeIn(at['place']), n: STRIDE };
    const rest = this.#prepare(`SELECT count(*) AS n FROM (${rows} LIMIT ${STRIDE})`).get(...values);
    return { end: null, n: Number(rest?.['n'] ?? 0) };
  }

  #rows(
    after: Place,
    until: Place,
    search: string,
    limit: number,
  ): { readonly place: Place; readonly record: StoreRecord }[] {
    const { table, id, data, key } = this.#quoted;
    const { end } = this.#layout;
    const [from, ...values] = between(key, after, until);
    const matches = search === '' ? '' : ` AND (${id} LIKE ? ESCAPE '\\' OR ${data} LIKE ? ESCAPE '\\')`;
    const words = search === '' ? [] : [like(search), like(search)];
    const found = this.#prepare(
      `SELECT ${key} AS place, CAST(${id} AS TEXT) AS id, substr(CAST(${data} AS TEXT), 1, ${PREVIEWED}) AS text,
         octet_length(${data}) AS bytes, ${end === null ? 'NULL' : quote(end)} AS ends
       FROM ${table} WHERE ${from}${matches} ORDER BY ${key} LIMIT ?`,
    ).all(...values, ...words, limit);
    return found.map((row) => ({
      place: placeIn(row['place']),
      record: recordOf({
        id: String(row['id'] ?? ''),
        text: String(row['text'] ?? ''),
        bytes: Number(row['bytes'] ?? 0),
        end: readEnd(row['ends']),
      }),
    }));
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    // An id may be a number beyond those that a double holds exactly.
    statement.setReadBigInts(true);
    this.#statements.set(sql, statement);
    return statement;
  }

  #change<T>(work: (run: (sql: string, ...values: (string | number | bigint)[]) => number) => T): Promise<T> {
    if (!this.#mayWrite) {
      return Promise.reject(DeskProblem.forbidden('This file is open for reading alone until you allow changes.'));
    }
    return this.#do(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const done = work((sql, ...values) => Number(this.#prepare(sql).run(...values).changes));
        this.#database.exec('COMMIT');
        return done;
      } catch (error) {
        this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  #do<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => resolve(trying(work)));
  }
}

function trying<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw sqliteProblem(error);
  }
}

function requireFile(file: string): void {
  let isFile: boolean;
  try {
    isFile = statSync(file).isFile();
  } catch {
    throw DeskProblem.missing('There is no such file.');
  }
  if (!isFile) throw DeskProblem.missing('This is no file.');
}

/** A file from anywhere may hold a schema that means harm: nothing in it but tables is ever run. */
function open(file: string, readOnly: boolean): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly, timeout: readOnly ? 0 : PATIENCE, allowExtension: false });
  try {
    database.exec('PRAGMA trusted_schema = OFF');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function layoutOf(database: DatabaseSync): Layout {
  const tables = database
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all();
  const shapes = tables.map(({ name, sql }) => shapeOf(database, String(name), String(sql)));
  const layout = findLayout(shapes.filter((shape): shape is TableShape => shape !== null));
  if (layout) return layout;
  const names = shapes.flatMap((shape) => (shape ? [`"${shape.name}"`] : []));
  const what =
    names.length === 0
      ? 'it has no tables'
      : `none of its tables (${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}) has the columns of a session store`;
  throw DeskProblem.foreign(`This SQLite file holds no sessions: ${what}.`);
}

/** @returns null for a virtual table: reading one runs code of its own */
function shapeOf(database: DatabaseSync, name: string, sql: string): TableShape | null {
  if (/^\s*CREATE\s+VIRTUAL/i.test(sql)) return null;
  const columns = database.prepare('SELECT name, pk FROM pragma_table_info(?)').all(name);
  const primary = columns.filter(({ pk }) => Number(pk) > 0).map((column) => String(column['name']));
  const indexes = database.prepare('SELECT name FROM pragma_index_list(?) WHERE "unique" AND NOT partial').all(name);
  const unique = indexes
    .map((index) => database.prepare('SELECT name FROM pragma_index_info(?)').all(String(index['name'])))
    .flatMap((parts) => (parts.length === 1 ? [String(parts[0]?.['name'])] : []));
  return {
    name,
    columns: columns.map((column) => String(column['name'])),
    unique: [...unique, ...(primary.length === 1 ? primary : [])],
    withoutRowid: /WITHOUT\s+ROWID/i.test(sql.slice(sql.lastIndexOf(')'))),
  };
}

/** Rows after one place, up to another; the key is never null there. */
function between(key: string, after: Place, until: Place): [sql: string, ...values: (string | bigint)[]] {
  const parts: string[] = [];
  const values: (string | bigint)[] = [];
  for (const [sign, place] of [
    ['>', after],
    ['<=', until],
  ] as const) {
    if (place === null) continue;
    parts.push(`${key} ${sign} ?`);
    values.push(place);
  }
  return [parts.length === 0 ? `${key} IS NOT NULL` : parts.join(' AND '), ...values];
}

function placeIn(value: unknown): Place {
  return typeof value === 'bigint' ? value : String(value);
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function like(words: string): string {
  return `%${words.replace(/[\\%_]/g, (each) => `\\${each}`)}%`;
}
