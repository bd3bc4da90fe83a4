import * as accounts from '../../apps/accounts';
import type { AccountCheck } from '../../model';
import { probe } from '../node/probe';

/** Tells whether an account may be used. */
export const isUnlocked: typeof accounts.isUnlocked = (user) => {
  const allowed = accounts.isUnlocked(user);
  const actual = user.locked ? 'locked' : 'not locked';
  tell({ subject: user.id, rule: 'locked', expected: 'not locked', actual, allowed });
  return allowed;
};

/** Tells whether a credential is of the account's version. */
export const isOfVersion: typeof accounts.isOfVersion = (user, version) => {
  const allowed = accounts.isOfVersion(user, version);
  const expected = String(user.version);
  const actual = version === undefined ? 'none' : String(version);
  tell({ subject: user.id, rule: 'version', expected, actual, allowed });
  return allowed;
};

/** Tells whether a login is recent enough. */
export const isWithinLifetime: typeof accounts.isWithinLifetime = (user, since, lifetimeMs) => {
  const allowed = accounts.isWithinLifetime(user, since, lifetimeMs);
  const expected = `a login less than ${span(lifetimeMs)} ago`;
  const actual = since === undefined ? 'no time of login' : `${span(Date.now() - since)} ago`;
  tell({ subject: user.id, rule: 'lifetime', expected, actual, allowed });
  return allowed;
};

/** A span as people say it: "8 h", "1 h 5 min", "12 s". */
function span(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
}

/** A check that passes is evidence for the answer; one that fails is the reason for it. */
function tell(check: AccountCheck): void {
  probe.tell(check.allowed ? 'account.checked' : 'account.refused', check);
}
