import { DatabaseSync } from 'node:sqlite';

/**
 * Opens a SQLite file that several servers share; it is made if there is none.
 * @param schema statements that do no harm when everything is there already
 */
export function openDatabase(file: string, schema: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA busy_timeout = 1000'); // a locked file is waited for, not forever
  useWriteAheadLog(database);
  database.exec(schema);
  return database;
}

/**
 * Readers do not wait for a writer. The file remembers that. Of several servers that open a new file at once, one makes
 * the change, and SQLite refuses the others without waiting: they wait for their turn to write, and look again.
 */
function useWriteAheadLog(database: DatabaseSync, attempts = 5): void {
  try {
    database.exec('PRAGMA journal_mode = WAL');
  } catch (error) {
    if (attempts === 0) throw error;
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
    useWriteAheadLog(database, attempts - 1);
  }
}

/** What a database does now, as a promise: with one on another machine, everybody would have to wait. */
export function answer<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}
