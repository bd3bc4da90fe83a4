import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from './database';

/** What the server knows of somebody. The password's hash never leaves the table. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly role: 'user' | 'admin';
  /** A locked account exists, but nobody may use it. */
  readonly locked: boolean;
  /** Sessions and tokens name the version they were made for. Counting it up ends them all. */
  readonly version: number;
  /** What the user may do besides what the role allows; left out for nothing. */
  readonly permissions?: readonly string[];
}

/** Compared against when there is no such user, so that a wrong name takes as long as a wrong password. */
const NOBODY = 'scrypt$16384$8$1$tvnsueCHWlW05tZTAAZ5Vw$-Y0tqU8Y5-7m2ZERbivks4HnqiOf3ytOIoYNjcFNmLw';

/** The cost of a hash (N, r, p); it stands in each hash, so it can be raised and old hashes still be checked. */
const COST = { cost: 16384, blockSize: 8, parallelization: 1 };

// The passwords are "wonderland", "canwefixit" and "queenofhearts".
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS users (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL DEFAULT 'user',
    locked INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    permissions TEXT NOT NULL DEFAULT '', -- with a space between two, as in the scope of an access token
    password TEXT NOT NULL -- scrypt$N$r$p$salt$hash, salt and hash in base64url
  ) STRICT;
  INSERT OR IGNORE INTO users (id, name, role, password) VALUES
    ('1', 'alice', 'user', 'scrypt$16384$8$1$ExxDx1Crn8oDGCap5PNeIg$4wq__38tKkgeuuNAsmUstremw9YMpg2tlc62mPS6pUg'),
    ('2', 'bob', 'admin', 'scrypt$16384$8$1$U9jlajcT6uugudhwlGPdpQ$8Ftqz5f6kaKAkbtNi97dB47oTy_Cu62ICGS3JFG5wX0'),
    ('3', 'mallory', 'user', 'scrypt$16384$8$1$J_blEAlRKTI_XVOD75zuew$pfUA1cvJCwNTMisaiqCK9qJVhRnY6xcvYBjIlvO4GZ4');
`;

/** The user table, in a SQLite file that all servers share. */
export class Users {
  readonly #database: DatabaseSync;

  /** @param file path of the database; it is made, with three users in it, if there is none */
  constructor(file: string) {
    this.#database = openDatabase(file, SCHEMA);
  }

  find(id: string | undefined): User | undefined {
    return id === undefined ? undefined : userOf(this.#row('id', id));
  }

  findByName(name: string): User | undefined {
    return userOf(this.#row('name', name));
  }

  /**
   * Finds the user with this name and password.
   * The answer does not tell which of the two was wrong, in words or in time.
   */
  async checkPassword(name: unknown, password: unknown): Promise<User | undefined> {
    if (typeof name !== 'string' || typeof password !== 'string') return undefined;
    const row = this.#row('name', name);
    const matches = await matchesHash(password, String(row?.['password'] ?? NOBODY));
    return matches ? userOf(row) : undefined;
  }

  /** @param endSessions whether everything that the user was given before is worth nothing from here on */
  async changePassword(id: string, password: string, endSessions = false): Promise<User | undefined> {
    const hash = await hashOf(password);
    // One statement: there is no moment at which a session of the old password could slip through.
    return this.#change('password = ?, version = version + ?', hash, endSessions ? 1 : 0, id);
  }

  setRole(id: string, role: User['role']): User | undefined {
    return this.#change('role = ?', role, id);
  }

  setLocked(id: string, locked: boolean): User | undefined {
    return this.#change('locked = ?', locked ? 1 : 0, id);
  }

  setPermissions(id: string, permissions: readonly string[]): User | undefined {
    return this.#change('permissions = ?', permissions.join(' '), id);
  }

  /** Ends every session and token that names the version before. */
  bumpVersion(id: string): User | undefined {
    return this.#change('version = version + 1', id);
  }

  close(): void {
    this.#database.close();
  }

  #row(column: 'id' | 'name', value: string) {
    return this.#database.prepare(`SELECT * FROM users WHERE ${column} = ?`).get(value);
  }

  #change(assignments: string, ...values: (string | number)[]): User | undefined {
    return userOf(this.#database.prepare(`UPDATE users SET ${assignments} WHERE id = ? RETURNING *`).get(...values));
  }
}

function userOf(row: Record<string, unknown> | undefined): User | undefined {
  if (row === undefined) return undefined;
  const { id, name, role, locked, version } = row;
  const permissions = String(row['permissions']);
  return {
    id: String(id),
    name: String(name),
    role: role === 'admin' ? 'admin' : 'user',
    locked: locked !== 0,
    version: Number(version),
    ...(permissions === '' ? {} : { permissions: permissions.split(' ') }),
  };
}

async function hashOf(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, 32, COST);
  const { cost, blockSize, parallelization } = COST;
  return ['scrypt', cost, blockSize, parallelization, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

async function matchesHash(password: string, stored: string): Promise<boolean> {
  const [, cost, blockSize, parallelization, salt = '', hash = ''] = stored.split('$');
  const expected = Buffer.from(hash, 'base64url');
  const options = { cost: Number(cost), blockSize: Number(blockSize), parallelization: Number(parallelization) };
  const actual = await derive(password, Buffer.from(salt, 'base64url'), expected.length, options);
  return timingSafeEqual(actual, expected);
}

function derive(password: string, salt: Buffer, length: number, options: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
