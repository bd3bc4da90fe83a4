import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { RefreshToken, RefreshTokens } from './refresh-tokens';

/** However often it is exchanged, a login ends after this time. */
const LIFETIME_MS = 8 * 60 * 60 * 1000;

/** A refresh token for the client, and the row that is kept of it. */
export interface Issued {
  readonly token: string;
  readonly row: RefreshToken;
}

export type Rotation =
  | { readonly outcome: 'rotated'; readonly next: Issued }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'expired' }
  /** Somebody had used it before: the whole family was revoked. */
  | { readonly outcome: 'reused'; readonly family: string; readonly revoked: number };

/** The first refresh token of a login: it begins a family. */
export async function issue(tokens: RefreshTokens, user: string): Promise<Issued> {
  const first = make({ family: randomUUID(), user, expires: Date.now() + LIFETIME_MS });
  await tokens.add(first.row);
  return first;
}

/**
 * Exchanges a refresh token for the next of its family (RFC 9700, section 4.14.2). When one comes a second time, two
 * have it: the user and a thief, and nobody can say which is which. So both lose it, and the user logs in again.
 */
export async function rotate(tokens: RefreshTokens, token: string): Promise<Rotation> {
  const row = await tokens.find(hashOf(token));
  if (!row) return { outcome: 'unknown' };
  if (row.expires <= Date.now()) return { outcome: 'expired' };
  const next = make(row); // with the same end, which is the login's
  if (await tokens.replace(row, next.row)) return { outcome: 'rotated', next };
  const revoked = await tokens.revokeFamily(row.family);
  // Nothing left to revoke: the login was ended while we were busy with it.
  if (revoked.length === 0) return { outcome: 'unknown' };
  return { outcome: 'reused', family: row.family, revoked: revoked.length };
}

/** Ends the login that a refresh token came of. A token that nobody knows has ended already. */
export async function revoke(tokens: RefreshTokens, token: string): Promise<void> {
  const row = await tokens.find(hashOf(token));
  if (row) await tokens.revokeFamily(row.family);
}

/** As the table knows a token: nobody who reads the table can use what stands there. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function make({ family, user, expires }: Pick<RefreshToken, 'family' | 'user' | 'expires'>): Issued {
  const token = randomBytes(32).toString('base64url');
  return { token, row: { hash: hashOf(token), family, user, used: false, expires } };
}
