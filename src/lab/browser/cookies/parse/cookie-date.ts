/**
 * Reads the date of an Expires attribute, far more forgiving than HTTP's own dates: tokens in any order, between
 * almost any delimiters. Returns ms since the Unix epoch, or null when it is no date. Never throws.
 * Source: RFC 6265bis §5.1.1.
 */
export function parseCookieDate(text: string): number | null {
  const found: { [Part in keyof typeof readers]?: readonly number[] } = {};
  for (const token of text.split(delimiters)) {
    for (const part of partsInOrder) {
      if (found[part]) continue;
      const numbers = readers[part](token);
      if (!numbers) continue;
      found[part] = numbers;
      break;
    }
  }

  const [hour, minute, second] = found.time ?? [];
  const [day] = found.day ?? [];
  const [month] = found.month ?? [];
  const [year] = found.year ?? [];
  if (hour === undefined || minute === undefined || second === undefined) return null;
  if (day === undefined || month === undefined || year === undefined) return null;

  const fullYear = year <= 69 ? year + 2000 : year <= 99 ? year + 1900 : year;
  if (day < 1 || day > 31 || fullYear < 1601 || hour > 23 || minute > 59 || second > 59) return null;
  const ms = Date.UTC(fullYear, month, day, hour, minute, second);
  // 31 February would roll over into March; the draft wants "no such date" instead.
  return new Date(ms).getUTCDate() === day ? ms : null;
}

const delimiters = /[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The numbers that a token stands for, or undefined when it is not that part of a date. */
const readers = {
  time: (token: string) => numbersIn(/^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)/, token),
  day: (token: string) => numbersIn(/^(\d{1,2})(?:\D|$)/, token),
  month: (token: string) => {
    const at = months.indexOf(token.slice(0, 3).toLowerCase());
    return at === -1 ? undefined : [at];
  },
  year: (token: string) => numbersIn(/^(\d{2,4})(?:\D|$)/, token),
};

/** The order decides what an ambiguous token is: the first `10` is a day, the second a year. */
const partsInOrder = ['time', 'day', 'month', 'year'] as const;

function numbersIn(pattern: RegExp, token: string): readonly number[] | undefined {
  return pattern.exec(token)?.slice(1).map(Number);
}
