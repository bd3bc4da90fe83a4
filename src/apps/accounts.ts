import type { User } from './users';

/** Whether this account may be used at all. */
export function isUnlocked(user: User): boolean {
  return !user.locked;
}

/** Whether a session or token was made for the account as it is now: counting the version up ends all older ones. */
export function isOfVersion(user: User, version: number | undefined): boolean {
  return version === user.version;
}

/**
 * Whether a login is recent enough, however busy its session has been since (the absolute lifetime).
 * @param since when the user logged in, in milliseconds since 1970
 */
export function isWithinLifetime(user: User, since: number | undefined, lifetimeMs: number): boolean {
  return since !== undefined && Date.now() - since < lifetimeMs;
}
