import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Where a careless server looks for keys, wherever a token tells it to. */
export interface NaiveKeySources {
  readonly inTable: (kid: string) => string | undefined;
  readonly inFile: (kid: string) => string | undefined;
  /** @returns a JWK Set or a certificate, as far as anybody knows */
  readonly atAddress: (url: string) => Promise<string>;
}

/**
 * DO NOT COPY THIS. Keys once were files and then became rows; both are still looked up by the name that a token
 * gives. What is wrong stands beside each line.
 *
 * @param database path of a SQLite file
 * @param folder where the key files were
 * @param get fetches a document
 */
export function createNaiveKeySources(
  database: string,
  folder: string,
  get: (url: string) => Promise<string>,
): NaiveKeySources {
  const db = new DatabaseSync(database);
  db.exec('CREATE TABLE IF NOT EXISTS keys (kid TEXT PRIMARY KEY, secret TEXT NOT NULL)');
  return {
    inTable(kid) {
      // Pasted into the query and not passed as a parameter: the name can end the string and go on in SQL.
      const row = db.prepare(`SELECT secret FROM keys WHERE kid = '${kid}'`).get();
      return row?.['secret'] as string | undefined;
    },
    inFile(kid) {
      try {
        return readFileSync(join(folder, kid), 'utf8'); // "../" leads out of the folder
      } catch {
        return undefined;
      }
    },
    atAddress: (url) => get(url), // any address: whoever wrote the token chose it
  };
}
