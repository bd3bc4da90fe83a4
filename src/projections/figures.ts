/** How numbers are written in a language. */
export interface Figures {
  /** "1,000,000" or "1.000.000"; at most three digits behind the mark. */
  readonly written: (value: number) => string;
  /** "1,234.5" or "1.234,5", with so many digits behind the mark. */
  readonly decimal: (value: number, digits: number) => string;
  /** "3.4" or "3,4": as `toFixed` gives it, with the mark of the language. */
  readonly fixed: (value: number, digits: number) => string;
}

/**
 * A formatter is made when a number is written: the first one of a process takes longer than loading all of our code.
 *
 * @param language a BCP 47 tag
 */
export function figuresOf(language: string): Figures {
  let numbers: Intl.NumberFormat | undefined;
  let mark: string | undefined;
  return {
    written: (value) => (numbers ??= new Intl.NumberFormat(language)).format(value),
    decimal: (value, digits) =>
      value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    fixed: (value, digits) => value.toFixed(digits).replace('.', (mark ??= decimalMark(language))),
  };
}

function decimalMark(language: string): string {
  const parts = new Intl.NumberFormat(language).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}

/** The English that our sentences are made in. */
export const ENGLISH = 'en-US';
