import type { DatabaseSync } from 'node:sqlite';
import { answer, openDatabase } from './database';

/** A token that is not accepted any more although it has not expired. */
export interface RevokedToken {
  readonly issuer: string;
  readonly jti: string;
  readonly subject: string;
  /** When the token ends by itself and the row can go. Milliseconds since 1970. */
  readonly until: number;
}

/** All tokens of a user up to a moment. */
export interface RevokedUser {
  readonly issuer: string;
  readonly subject: string;
  /** Seconds since 1970, as `iat`: a token issued in this second or before is not accepted. */
  readonly before: number;
  /** When the last of these tokens ends by itself. Milliseconds since 1970. */
  readonly until: number;
}

/** What a token says of itself, as far as the denylist asks. `iat` in seconds since 1970. */
export interface TokenId {
  readonly iss: string;
  readonly jti: string;
  readonly sub: string;
  readonly iat: number;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS revoked_tokens (
    issuer TEXT NOT NULL,
    jti TEXT NOT NULL,
    subject TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (issuer, jti)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS revoked_users (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    before INTEGER NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (issuer, subject)
  ) STRICT;
`;

/**
 * Tokens that were ended before their time, in a SQLite file that all servers share. A token is named by its issuer
 * and its id and not by a hash of its text: the same token can be written in more than one way.
 */
export class Denylist {
  readonly #database: DatabaseSync;

  /** @param file path of the database; it is made if there is none */
  constructor(file: string) {
    this.#database = openDatabase(file, SCHEMA);
  }

  /** Ends one token. */
  revoke({ issuer, jti, subject, until }: RevokedToken): Promise<void> {
    const statement = 'INSERT OR REPLACE INTO revoked_tokens (issuer, jti, subject, until) VALUES (?, ?, ?, ?)';
    return answer(() => void this.#database.prepare(statement).run(issuer, jti, subject, until));
  }

  /** Ends all tokens of a user. Nobody keeps a list of them; that they were issued before now is enough. */
  revokeUser({ issuer, subject, before, until }: RevokedUser): Promise<void> {
    const statement = 'INSERT OR REPLACE INTO revoked_users (issuer, subject, before, until) VALUES (?, ?, ?, ?)';
    return answer(() => void this.#database.prepare(statement).run(issuer, subject, before, until));
  }

  /** Why a token is not accepted any more, or undefined when it is. */
  find({ iss, jti, sub, iat }: TokenId): Promise<RevokedToken | RevokedUser | undefined> {
    return answer(() => {
      const token = this.#database.prepare('SELECT * FROM revoked_tokens WHERE issuer = ? AND jti = ?').get(iss, jti);
      if (token) return { ...token } as unknown as RevokedToken;
      const user = this.#database
        .prepare('SELECT * FROM revoked_users WHERE issuer = ? AND subject = ? AND before >= ?')
        .get(iss, sub, iat);
      return user && ({ ...user } as unknown as RevokedUser);
    });
  }

  all(): Promise<(RevokedToken | RevokedUser)[]> {
    return answer(() =>
      ['SELECT * FROM revoked_tokens ORDER BY issuer, jti', 'SELECT * FROM revoked_users ORDER BY issuer, subject']
        .flatMap((statement) => this.#database.prepare(statement).all())
        .map((row) => ({ ...row }) as unknown as RevokedToken | RevokedUser),
    );
  }

  /** Deletes the rows that nobody needs any more: their tokens have expired. Call it now and then. */
  sweep(): Promise<void> {
    return answer(() => {
      for (const table of ['revoked_tokens', 'revoked_users']) {
        this.#database.prepare(`DELETE FROM ${table} WHERE until <= ?`).run(Date.now());
      }
    });
  }

  close(): void {
    this.#database.close();
  }
}
