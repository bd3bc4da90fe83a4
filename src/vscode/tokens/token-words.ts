import { describeTimes, type Inspection, type TimesDescription } from '../../jwt';

/** What can be said about a token in a few words, in the text itself. */
export interface TokenWords {
  /** "JWT, expired 3 days ago", "Encrypted JWT", "Damaged JWT". Nothing of the token's own text. */
  readonly words: string;
  readonly state: TimesDescription['state'] | 'encrypted' | 'nested' | 'damaged';
}

/** @param now seconds since 1970 */
export function tokenWords(seen: Inspection, now: number): TokenWords {
  if (seen.kind === 'jwe') return { words: 'Encrypted JWT', state: 'encrypted' };
  if (seen.kind === 'jws' && seen.nested) return { words: 'JWT with a token inside', state: 'nested' };
  if (seen.kind === 'malformed' || !seen.header.object || !seen.payload.object) {
    return { words: 'Damaged JWT', state: 'damaged' };
  }
  const times = describeTimes(seen.payload.object, now);
  const name = seen.header.object['alg'] === 'none' ? 'Unsigned JWT' : 'JWT';
  return { words: `${name}, ${timeWords(times)}`, state: times.state };
}

function timeWords({ state, exp, nbf }: TimesDescription): string {
  const relative = (time: typeof exp): string => (time && 'relative' in time ? time.relative : '');
  switch (state) {
    case 'expired':
      return `expired ${relative(exp)}`;
    case 'not-yet-valid':
      return `valid ${relative(nbf)}`;
    case 'valid-by-its-times':
      return `expires ${relative(exp)}`;
    case 'no-exp':
      return 'never expires';
    case 'unreadable':
      return 'times unreadable';
  }
}
