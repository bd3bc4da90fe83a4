import { Store, type SessionData } from 'express-session';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openDatabase } from './database';

type Callback<T = void> = (error: unknown, value?: T) => void;

/** Sessions in a SQLite file: they outlive the process that wrote them. */
export class SqliteStore extends Store {
  readonly #database: DatabaseSync;
  readonly #statements: Record<'read' | 'write' | 'touch' | 'remove' | 'list' | 'clear' | 'sweep', StatementSync>;

  /** @param file path of the database; it is made if there is none */
  constructor(file: string) {
    super();
    this.#database = openDatabase(
      file,
      `CREATE TABLE IF NOT EXISTS sessions (
        sid TEXT PRIMARY KEY,
        data TEXT NOT NULL,
        expires INTEGER            -- milliseconds since 1970; NULL for a session without an end
      ) STRICT;
      CREATE INDEX IF NOT EXISTS sessions_expires ON sessions (expires);`,
    );
    this.#statements = {
      read: this.#database.prepare('SELECT data FROM sessions WHERE sid = ? AND (expires IS NULL OR expires > ?)'),
      write: this.#database.prepare('INSERT OR REPLACE INTO sessions (sid, data, expires) VALUES (?, ?, ?)'),
      touch: this.#database.prepare('UPDATE sessions SET data = ?, expires = ? WHERE sid = ?'),
      remove: this.#database.prepare('DELETE FROM sessions WHERE sid = ?'),
      list: this.#database.prepare('SELECT sid, data FROM sessions WHERE expires IS NULL OR expires > ?'),
      clear: this.#database.prepare('DELETE FROM sessions'),
      sweep: this.#database.prepare('DELETE FROM sessions WHERE expires <= ?'),
    };
  }

  override get(sid: string, done: Callback<SessionData | null>): void {
    answer(done, () => {
      const row = this.#statements.read.get(sid, Date.now());
      return row === undefined ? null : (JSON.parse(String(row['data'])) as SessionData);
    });
  }

  override set(sid: string, session: SessionData, done?: Callback): void {
    answer(done, () => void this.#statements.write.run(sid, JSON.stringify(session), endOf(session)));
  }

  /** The session was used but not changed: only its end moves. A row that is gone stays gone. */
  override touch(sid: string, session: SessionData, done?: Callback): void {
    answer(done, () => void this.#statements.touch.run(JSON.stringify(session), endOf(session), sid));
  }

  override destroy(sid: string, done?: Callback): void {
    answer(done, () => void this.#statements.remove.run(sid));
  }

  override all(done: Callback<Record<string, SessionData>>): void {
    answer(done, () => {
      const rows = this.#statements.list.all(Date.now());
      return Object.fromEntries(
        rows.map((row) => [String(row['sid']), JSON.parse(String(row['data'])) as SessionData]),
      );
    });
  }

  override clear(done?: Callback): void {
    answer(done, () => void this.#statements.clear.run());
  }

  /** Deletes the rows that have ended. Call it now and then; reading never returns them anyway. */
  sweep(): void {
    this.#statements.sweep.run(Date.now());
  }

  close(): void {
    this.#database.close();
  }
}

/** Stores answer later, never within the call: express-session relies on it. */
function answer<T>(done: Callback<T> | undefined, work: () => T): void {
  let error: unknown = null;
  let value: T | undefined;
  try {
    value = work();
  } catch (problem) {
    error = problem;
  }
  setImmediate(() => done?.(error, value));
}

/** When a session ends, in milliseconds since 1970. */
function endOf({ cookie }: SessionData): number | null {
  return cookie.expires ? new Date(cookie.expires).getTime() : null;
}
