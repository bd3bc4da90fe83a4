import type { EventOf } from '../../model';

interface AccountRule {
  readonly title: string;
  /** The smallest change that lets the account in. */
  readonly fix: string;
  /** The smallest change that keeps it out. */
  readonly turn: string;
  readonly source: string;
}

const RULES: Readonly<Record<EventOf<'account.checked'>['data']['rule'], AccountRule>> = {
  locked: {
    title: 'The account is not locked',
    fix: 'an administrator unlocks the account',
    turn: 'Lock the account.',
    source: 'OWASP ASVS 5.0 §7.4.2',
  },
  version: {
    title: 'The credential names the version in the user’s row',
    fix: 'log in again: the new credential names the new version',
    turn: 'Raise the version in the user’s row: every older credential is refused.',
    source: 'OWASP ASVS 5.0 §7.4.1',
  },
  lifetime: {
    title: 'The session is not older than its longest life',
    fix: 'log in again',
    turn: 'Wait until the longest life of the session is over.',
    source: 'OWASP ASVS 5.0 §7.3.2',
  },
};

export function accountRule(rule: keyof typeof RULES): AccountRule {
  return RULES[rule];
}
