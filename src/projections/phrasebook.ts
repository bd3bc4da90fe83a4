/** Texts in another language by their English, in which `{0}`, `{1}`… stand for values. */
export type Phrases = Readonly<Record<string, string>>;

/** Says one of our own texts: its English is its key, `{0}`, `{1}`… are filled with the values. */
export type Say = (english: string, ...values: readonly (string | number)[]) => string;

/** A text with its values, in the language that it is written in. */
export const inEnglish: Say = (english, ...values) => filled(english, values.map(String));

/** Fewer characters than this between its places make a phrase that would be recognized everywhere. */
const TELLING = 4;
/** The least share of a sentence that its phrase has to be: a word that joins any two is no phrase. */
const LEAST_SHARE = 0.15;
/** From so many characters on, the beginning of a text that was cut off tells which it was. */
const BEGINNING = 8;
/** Sentences that are remembered: a diagram asks for the same labels again and again. */
const REMEMBERED = 5_000;
/** A sentence within a sentence within a sentence is the deepest that is looked into. */
const DEEPEST = 3;

interface Phrase {
  readonly english: string;
  readonly pattern: RegExp;
  /** How sure one can be that a sentence was made of it: characters that are not a place's. */
  readonly telling: number;
}

/**
 * Our words in the reader's language.
 *
 * What is pure makes its sentences in English, for every reader of a trace alike. Where they are shown they are
 * recognized by the phrases they were made of, and said again with the same values.
 */
export class Phrasebook {
  readonly #phrases: Phrases;
  #patterns: readonly Phrase[] | null = null;
  readonly #remembered = new Map<string, string>();

  constructor(phrases: Phrases) {
    this.#phrases = phrases;
  }

  /** Says a text of ours; in English where the language has none. */
  readonly say: Say = (english, ...values) => filled(this.#own(english) ?? english, values.map(String));

  /** Says again what was made in English elsewhere; what is in no phrase stays as it is. */
  readonly told = (sentence: string): string => {
    const known = this.#remembered.get(sentence);
    if (known !== undefined) return known;
    const told = this.#tell(sentence, 0);
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    this.#remembered.set(sentence, told);
    return told;
  };

  #own(english: string): string | undefined {
    return Object.hasOwn(this.#phrases, english) ? this.#phrases[english] : undefined;
  }

  #tell(sentence: string, depth: number): string {
    const own = this.#own(sentence);
    if (own !== undefined) return own;
    if (depth > DEEPEST || sentence.length > 2_000) return sentence;
    const whole = this.#uncut(sentence);
    if (whole !== undefined) return whole;
    const least = sentence.replace(/\s/g, '').length * LEAST_SHARE;
    for (const { english, pattern } of this.#recognizable) {
      const found = tellingOf(english) < least ? null : pattern.exec(sentence);
      if (found) {
        const values = found.slice(1).map((value) => this.#tell(value, depth + 1));
        return filled(this.#own(english) ?? english, inOrder(english, values));
      }
    }
    return sentence;
  }

  /** A text that was cut off in its middle, as in "Break the next conn…", if only one begins so. */
  #uncut(sentence: string): string | undefined {
    const beginning = sentence.slice(0, -1);
    if (!sentence.endsWith('…') || beginning.length < BEGINNING || this.#own(sentence) !== undefined) return undefined;
    const [first, ...others] = Object.keys(this.#phrases).filter(
      (english) => english.startsWith(beginning) && !/\{\d+\}/.test(english),
    );
    return first === undefined || others.length > 0 ? undefined : this.#own(first);
  }

  /** What says most by itself comes first; last of all what is the same in both languages but for its values. */
  get #recognizable(): readonly Phrase[] {
    this.#patterns ??= Object.keys(this.#phrases)
      .filter((english) => /\{\d+\}/.test(english) && tellingOf(english) >= TELLING)
      .map((english) => {
        const telling = this.#own(english) === english ? 0 : tellingOf(english);
        return { english, pattern: patternOf(english), telling };
      })
      .sort((a, b) => b.telling - a.telling);
    return this.#patterns;
  }
}

function filled(text: string, values: readonly string[]): string {
  return text.replace(/\{(\d+)\}/g, (place, index: string) => values[Number(index)] ?? place);
}

function tellingOf(english: string): number {
  return english.replace(/\{\d+\}|\s/g, '').length;
}

const UNIT = /^ (?:second|minute|hour|day|year|byte)s?\b/;

function patternOf(english: string): RegExp {
  const literal = english.split(/\{\d+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // Before a unit stands a number: "{0} minutes" is no phrase of a sentence that ends in minutes.
  const pattern = literal.reduce((before, part) => `${before}${UNIT.test(part) ? '(\\d[\\d.,]*)' : '(.+?)'}${part}`);
  return new RegExp(`^${pattern}$`, 's');
}

/** Values as they were found, each at the number of its place. */
function inOrder(english: string, found: readonly string[]): string[] {
  const values: string[] = [];
  for (const [index, [, place]] of [...english.matchAll(/\{(\d+)\}/g)].entries()) {
    values[Number(place)] = found[index] ?? '';
  }
  return values;
}
