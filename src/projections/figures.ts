/** How numbers are written in a language. */
export interface Figures {
  /** "1,000,000" or "1.000.000"; at most three digits behind the mark. */
  readonly written: (value: number) => string;
  /** "1,234.5" or "1.234,5", with so many digits behind the mark. */
  readonly decimal: (value: number, digits: number) => string;
  /** "3.4" or "3,4": as `toFixed` gives it, with the mark of the language. */
  readonly fixed: (value: number, digits: number) => string;
}

/** @param language a BCP 47 tag */
export function figuresOf(language: string): Figures {
  const numbers = new Intl.NumberFormat(language);
  const mark = numbers.formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  return {
    written: (value) => numbers.format(value),
    decimal: (value, digits) =>
      value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    fixed: (value, digits) => value.toFixed(digits).replace('.', mark),
  };
}

/** The English that our sentences are made in. */
export const ENGLISH = 'en-US';
