import type { DatabaseSync } from 'node:sqlite';
import { answer, openDatabase } from './database';

/** What is kept of a refresh token: never the token itself. */
export interface RefreshToken {
  /** SHA-256 of the token in base64url. A token of 256 random bits needs no slow hash: nobody can guess it. */
  readonly hash: string;
  /** All tokens that came of the same login. */
  readonly family: string;
  /** Whose it is: the id of a user. */
  readonly user: string;
  /** Each token can be used once. */
  readonly used: boolean;
  /** The end of the family. Milliseconds since 1970. */
  readonly expires: number;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS refresh_tokens (
    hash TEXT PRIMARY KEY,
    family TEXT NOT NULL,
    user TEXT NOT NULL,
    used INTEGER NOT NULL DEFAULT 0,
    expires INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS refresh_tokens_family ON refresh_tokens (family);
  CREATE INDEX IF NOT EXISTS refresh_tokens_user ON refresh_tokens (user);
`;

const ADD = 'INSERT INTO refresh_tokens (hash, family, user, used, expires) VALUES (?, ?, ?, ?, ?)';
const USE = 'UPDATE refresh_tokens SET used = 1 WHERE hash = ? AND used = 0';

/** The table of refresh tokens, in a SQLite file that all servers share. */
export class RefreshTokens {
  readonly #database: DatabaseSync;

  /** @param file path of the database; it is made if there is none */
  constructor(file: string) {
    this.#database = openDatabase(file, SCHEMA);
  }

  add(token: RefreshToken): Promise<void> {
    return answer(() => this.#add(token));
  }

  find(hash: string): Promise<RefreshToken | undefined> {
    return answer(() => {
      const row = this.#database.prepare('SELECT * FROM refresh_tokens WHERE hash = ?').get(hash);
      return row && tokenOf(row);
    });
  }

  /**
   * Marks a token as used and keeps the next one, both or neither. Of two who use the same token at once, one is first;
   * and a family cannot be revoked in between, with the next token slipping in afterwards.
   * @returns false when somebody was here before, or when the token is gone
   */
  replace({ hash }: RefreshToken, next: RefreshToken): Promise<boolean> {
    return answer(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const { changes } = this.#database.prepare(USE).run(hash);
        if (changes === 1) this.#add(next);
        this.#database.exec('COMMIT');
        return changes === 1;
      } catch (error) {
        this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** Ends everything that came of one login. @returns what was deleted */
  revokeFamily(family: string): Promise<RefreshToken[]> {
    return this.#delete('family = ?', family);
  }

  /** Ends every login of a user. @returns what was deleted */
  revokeUser(user: string): Promise<RefreshToken[]> {
    return this.#delete('user = ?', user);
  }

  all(): Promise<RefreshToken[]> {
    return answer(() => this.#database.prepare('SELECT * FROM refresh_tokens ORDER BY rowid').all().map(tokenOf));
  }

  /** Deletes the rows that have ended. Call it now and then. */
  sweep(): Promise<RefreshToken[]> {
    return this.#delete('expires <= ?', Date.now());
  }

  close(): void {
    this.#database.close();
  }

  #add({ hash, family, user, used, expires }: RefreshToken): void {
    this.#database.prepare(ADD).run(hash, family, user, used ? 1 : 0, expires);
  }

  #delete(condition: string, value: string | number): Promise<RefreshToken[]> {
    const statement = `DELETE FROM refresh_tokens WHERE ${condition} RETURNING *`;
    return answer(() => this.#database.prepare(statement).all(value).map(tokenOf));
  }
}

function tokenOf({ hash, family, user, used, expires }: Record<string, unknown>): RefreshToken {
  return {
    hash: String(hash),
    family: String(family),
    user: String(user),
    used: used !== 0,
    expires: Number(expires),
  };
}
