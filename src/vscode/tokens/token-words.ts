import {
  describeTimes,
  looksLikeClaims,
  type Inspection,
  type JweJsonInspection,
  type JwsJsonInspection,
  type TimesDescription,
} from '../../jwt';
import { inEnglish, type Say } from '../../projections/phrasebook';

/** What can be said about a token in a few words, in the text itself. */
export interface TokenWords {
  /** "JWT, expired 3 days ago", "Encrypted JWT", "Damaged JWT". Nothing of the token's own text. */
  readonly words: string;
  readonly state: TimesDescription['state'] | 'encrypted' | 'nested' | 'damaged';
}

/** @param now seconds since 1970 */
export function tokenWords(
  seen: Inspection,
  now: number,
  say: Say = inEnglish,
  told: (sentence: string) => string = (sentence) => sentence,
): TokenWords {
  if (seen.kind === 'jwe') return { words: say('Encrypted JWT'), state: 'encrypted' };
  if (seen.kind === 'jws' && seen.nested) return { words: say('JWT with a token inside'), state: 'nested' };
  if (seen.kind === 'malformed' || !seen.header.object || !seen.payload.object) {
    return { words: say('Damaged JWT'), state: 'damaged' };
  }
  const times = describeTimes(seen.payload.object, now);
  const name = seen.header.object['alg'] === 'none' ? say('Unsigned JWT') : 'JWT';
  return { words: `${name}, ${timeWords(times, say, told)}`, state: times.state };
}

/**
 * The same of a token in JSON. What it signs need not be claims, and then has no times to speak of.
 * @param now seconds since 1970
 */
export function serializationWords(
  seen: JwsJsonInspection | JweJsonInspection,
  now: number,
  say: Say = inEnglish,
  told: (sentence: string) => string = (sentence) => sentence,
): TokenWords {
  if (seen.problems.length > 0) return { words: say('Damaged token'), state: 'damaged' };
  if (seen.kind === 'jwe-json') {
    const { length } = seen.recipients;
    const several = length > 1 ? [say('{0} recipients', length)] : [];
    return { words: [say('Encrypted token'), ...several].join(', '), state: 'encrypted' };
  }
  const { signatures } = seen;
  const readable = signatures.every(({ inspection: { header } }) => header.raw === '' || header.object);
  const [first] = signatures;
  if (!readable || !first) return { words: say('Damaged token'), state: 'damaged' };
  const unsigned = signatures.every(({ header }) => header['alg'] === 'none');
  const claims = first.inspection.payload.object;
  const times = claims && looksLikeClaims(claims) ? describeTimes(claims, now) : undefined;
  const words = [
    unsigned ? say('Unsigned token') : say('Signed token'),
    // What matters most comes first: an editor cuts a hint that is long.
    ...(times ? [timeWords(times, say, told)] : []),
    ...(signatures.length > 1 ? [say('{0} signatures', signatures.length)] : []),
  ];
  return { words: words.join(', '), state: times?.state ?? 'no-exp' };
}

function timeWords({ state, exp, nbf }: TimesDescription, say: Say, told: (sentence: string) => string): string {
  const relative = (time: typeof exp): string => (time && 'relative' in time ? told(time.relative) : '');
  switch (state) {
    case 'expired':
      return say('expired {0}', relative(exp));
    case 'not-yet-valid':
      return say('valid {0}', relative(nbf));
    case 'valid-by-its-times':
      return say('expires {0}', relative(exp));
    case 'no-exp':
      return say('never expires');
    case 'unreadable':
      return say('times unreadable');
  }
}
