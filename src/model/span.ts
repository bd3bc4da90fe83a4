/** Spans of virtual time as a person types them. */

export type ReadSpan = { readonly ms: number } | { readonly error: string };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The most by which the clock moves at once: longer than any session or token lives, and far from where dates end. */
export const LONGEST_SPAN = 3_650 * DAY;

const UNITS: readonly { readonly words: readonly string[]; readonly ms: number }[] = [
  { words: ['ms', 'millisecond', 'milliseconds'], ms: 1 },
  { words: ['s', 'sec', 'second', 'seconds'], ms: SECOND },
  { words: ['m', 'min', 'minute', 'minutes'], ms: MINUTE },
  { words: ['h', 'hour', 'hours'], ms: HOUR },
  { words: ['d', 'day', 'days'], ms: DAY },
  { words: ['w', 'week', 'weeks'], ms: 7 * DAY },
];

const HINT = 'Write it as in "16m", "1h 30m" or "2 days".';

/** One amount with its unit: "1.5 h". */
const PART = /(\d+(?:\.\d+)?|\.\d+)\s*([a-z]+)/g;

/**
 * Reads "1h 30m", "45 s" or "2 days".
 * @returns whole milliseconds from 1 to {@link LONGEST_SPAN}, or a sentence on what is wrong
 */
export function readSpan(text: string): ReadSpan {
  const words = text.trim().toLowerCase();
  if (words === '') return { error: HINT };
  if (/^[-−–]/.test(words)) return { error: 'The clock only goes forward.' };
  if (/^[\d.]+$/.test(words)) return { error: `"${words}" has no unit: ${words}s, ${words}m or ${words}h?` };
  if (
    words
      .replace(PART, '')
      .replace(/,|\band\b/g, '')
      .trim() !== ''
  ) {
    return { error: `"${clipped(text)}" is no span of time. ${HINT}` };
  }
  let ms = 0;
  for (const [, amount, unit] of words.matchAll(PART)) {
    const found = UNITS.find((each) => each.words.includes(unit ?? ''));
    if (!found) return { error: `"${clipped(unit ?? '')}" is no unit of time. ${HINT}` };
    ms += Number(amount) * found.ms;
  }
  return checkSpan(ms);
}

/** The same limits for a span that comes as a number. */
export function checkSpan(ms: number): ReadSpan {
  const whole = Math.round(ms);
  if (Number.isNaN(whole)) return { error: `That is no span of time. ${HINT}` };
  if (whole < 0) return { error: 'The clock only goes forward.' };
  if (whole === 0) return { error: 'The clock moves by a millisecond at least.' };
  if (whole > LONGEST_SPAN) return { error: 'The clock moves by ten years at most.' };
  return { ms: whole };
}

function clipped(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > 24 ? `${trimmed.slice(0, 24)}…` : trimmed;
}

/** Spans that a lesson needs, and what each is just past of. */
export const CLOCK_PRESETS: readonly { readonly title: string; readonly about: string; readonly ms: number }[] = [
  { title: '1 minute', about: 'nothing should change', ms: MINUTE },
  { title: '16 minutes', about: 'past the life of an access token', ms: 16 * MINUTE },
  { title: '31 minutes', about: 'past the idle limit of a session', ms: 31 * MINUTE },
  { title: '9 hours', about: 'past the longest that a login lasts', ms: 9 * HOUR },
];
