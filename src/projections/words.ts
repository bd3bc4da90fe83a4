/** Small, exact wordings that every projection shares: names, times, sizes. Plain text in, plain text out. */

/** Characters that would break a line, hide, or reorder the text around them. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const UNSHOWABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Nothing unshowable, and no character that takes two code units. */
const PLAIN = /^[ -~\u00a1-\u061b\u061d-\u200d\u2010-\u2027\u2030-\u2065\u206a-\ud7ff]*$/;

/**
 * Text on one line, with control characters made visible: a line feed becomes "␊", a direction override "\u202e".
 * Recorded text may be hostile; what it says stays readable, and nothing of it acts.
 */
export function oneLine(text: string): string {
  return text.replace(UNSHOWABLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** One line of at most `max` characters (code points); what is cut off ends in "…". */
export function clip(text: string, max: number): string {
  // Only the head is looked at: a label of ten thousand characters must cost no more than a short one.
  const head = text.slice(0, max * 2 + 2);
  // In nearly all labels a code unit is a character.
  if (PLAIN.test(head)) return text.length <= max ? text : `${head.slice(0, Math.max(0, max - 1))}…`;
  const characters = Array.from(oneLine(head));
  const whole = characters.length <= max && text.length <= max * 2 + 2;
  return whole ? characters.join('') : `${characters.slice(0, Math.max(0, max - 1)).join('')}…`;
}

/** The short form of a session id or another random id: its first six characters, never the whole. */
export function shortId(id: string): string {
  const head = id.slice(0, 24);
  const characters = PLAIN.test(head) ? head : Array.from(oneLine(head));
  const shown = characters.slice(0, Math.min(6, Math.floor(characters.length / 2)));
  return `${typeof shown === 'string' ? shown : shown.join('')}…`;
}

/** Text from outside inside a sentence: in quotation marks, on one line, at most 40 characters. */
export function quoted(text: string): string {
  return `"${clip(text, 40)}"`;
}

/** "1 session", "3 sessions". */
export function count(amount: number, singular: string, plural = `${singular}s`): string {
  return `${String(amount)} ${amount === 1 ? singular : plural}`;
}

/** "a", "a and b", "a, b and c". */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The first letter in upper case, for a sentence that begins with a name. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/**
 * A length of time in its two largest units: "15 minutes", "1 hour 30 minutes", "250 ms". Whole minutes absorb up to
 * a second.
 * @param ms milliseconds; the sign is ignored
 */
export function duration(ms: number): string {
  let rest = Math.abs(Math.round(ms));
  if (!Number.isFinite(rest)) return 'an unknown time';
  if (rest < 1_000) return `${String(rest)} ms`;
  // The run's clock moves by a millisecond at each event: 29:59.996 is half an hour to every reader.
  const minutes = Math.round(rest / 60_000) * 60_000;
  if (minutes > 0 && Math.abs(rest - minutes) <= 1_000) rest = minutes;
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(count(amount, unit));
    // Seconds beside days would be noise: two neighboring units are enough.
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/** A length of time for a label: "15 min", "1 h 30 min", "45 s". */
export function shortDuration(ms: number): string {
  return duration(ms)
    .replace(/ days?/, ' d')
    .replace(/ hours?/, ' h')
    .replace(/ minutes?/, ' min')
    .replace(/ seconds?/, ' s');
}

/** A moment of the run's clock, in UTC: "09:15:00 UTC", or with the date when it is not the day of `now`. */
export function moment(at: number, now: number): string {
  const text = isoTime(at);
  if (text === null) return 'a moment outside the calendar';
  const sameDay = isoTime(now)?.slice(0, 10) === text.slice(0, 10);
  return sameDay ? `${text.slice(11, 19)} UTC` : `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`;
}

/** Virtual ms since the Unix epoch as ISO 8601, or null for a number that no calendar holds. */
export function isoTime(at: number): string | null {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** A moment and how far away it is: "09:15:00 UTC (in 15 minutes)" or "09:15:00 UTC (1 minute ago)". */
export function momentAndDistance(at: number, now: number): string {
  const distance = at - now;
  if (distance === 0) return `${moment(at, now)} (now)`;
  return `${moment(at, now)} (${distance > 0 ? `in ${duration(distance)}` : `${duration(distance)} ago`})`;
}

/** "106 bytes", "1 byte". */
export function size(bytes: number): string {
  return count(bytes, 'byte');
}

/** Bytes of a text in UTF-8 (RFC 3629). */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** "1st", "2nd", "3rd", "11th". */
export function ordinal(n: number): string {
  const tens = n % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${String(n)}${ending}`;
}
