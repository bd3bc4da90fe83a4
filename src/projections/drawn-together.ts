/** Two words that a language draws together into one, each with the space behind it. */
export interface DrawnTogether {
  readonly first: string;
  readonly second: string;
  readonly both: string;
}

const GERMAN: readonly DrawnTogether[] = [
  { first: 'von ', second: 'dem ', both: 'vom ' },
  { first: 'in ', second: 'dem ', both: 'im ' },
  { first: 'zu ', second: 'dem ', both: 'zum ' },
  { first: 'bei ', second: 'dem ', both: 'beim ' },
  { first: 'zu ', second: 'der ', both: 'zur ' },
];

/**
 * What is drawn together where a value follows a word of a text, as in "von" and "dem Server".
 * @param language a BCP 47 tag
 */
export function drawnTogether(language: string): readonly DrawnTogether[] {
  return /^de\b/i.test(language) ? GERMAN : [];
}
