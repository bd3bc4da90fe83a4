import { ENGLISH, figuresOf, type Figures } from './figures';
import { drawnTogether, type DrawnTogether } from './drawn-together';

/**
 * Texts in another language by their English, in which `{0}`, `{1}`… stand for values. Where a language declines its
 * words, a text has several forms with "|" between them, and `{0:2}` takes the third form of the first value.
 */
export type Phrases = Readonly<Record<string, string>>;

/** Says one of our own texts: its English is its key, `{0}`, `{1}`… are filled with the values. */
export type Say = (english: string, ...values: readonly (string | number)[]) => string;

/** A text with its values, in the language that it is written in. */
export const inEnglish: Say = (english, ...values) => filled(english, ofOneForm(values));

/** A place in a text, with the word before it. */
const PLACE = /((?:\p{L}+ )?)\{(\d+)(?::(\d+))?\}/gu;

/** A text in each of its forms: the first is the one that stands by itself. */
type Forms = readonly string[];

/** A sentence that was recognized. */
interface Told {
  readonly forms: Forms;
  /** Nothing in it was left as it was but names and values. */
  readonly whole: boolean;
}

/** Fewer characters than this between its places make a phrase that would be recognized everywhere. */
const TELLING = 4;
/** The least share of a sentence that its phrase has to be where the rest is not ours: a joining word is no phrase. */
const LEAST_SHARE = 0.15;
/** From so many characters on, the beginning of a text that was cut off tells which it was. */
const BEGINNING = 8;
/** Sentences that are remembered: a diagram asks for the same labels again and again. */
const REMEMBERED = 5_000;
/** So many parts of one sentence are looked up: more than any of ours has, and few enough for one made to be slow. */
const MOST_LOOKS = 400;
/** Longer than any sentence of ours. */
const LONGEST = 2_000;
/** The phrase by which the last two of a list are joined; alone it tells nothing. */
const AND = '{0} and {1}';
/** So many characters make a phrase of ours, whatever stands in its places. */
const ENOUGH = 16;
/** Two words of a language in a row: what is not recognized, and has none outside of quotes, is a name or a value. */
const PROSE = /\p{Ll}{2,} \p{Ll}{2,}/u;
/** A number as English writes it: from a thousand on, or with a unit where it has a fraction. */
const NUMBER = /^(\d{1,3}(?:,\d{3})+|\d+(?:,\d{3})*(?:\.(\d+))?(?= (?:[µm]?s|[kMG]?B|%)$))( \S+)?$/u;

interface Phrase {
  readonly english: string;
  /** Its longest piece between two places: a sentence without it is of another phrase, which is found out at once. */
  readonly piece: string;
  /** Made when it is asked for: most phrases are never tried. */
  readonly pattern: () => RegExp;
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
  readonly #isEmpty: boolean;
  readonly #figures: Figures;
  readonly #drawn: readonly DrawnTogether[];
  #patterns: readonly Phrase[] | null = null;
  #texts: readonly string[] | null = null;
  #looks = MOST_LOOKS;
  readonly #remembered = new Map<string, Told | null>();

  /** @param language a BCP 47 tag, by which numbers are written */
  constructor(phrases: Phrases, language = ENGLISH) {
    this.#phrases = phrases;
    this.#isEmpty = Object.keys(phrases).length === 0;
    this.#figures = figuresOf(language);
    this.#drawn = drawnTogether(language);
  }

  /** Says a text of ours; in English where the language has none. */
  readonly say: Say = (english, ...values) => filled(this.#own(english)?.[0] ?? english, ofOneForm(values));

  /** Says again what was made in English elsewhere; what is in no phrase stays as it is. */
  readonly told = (sentence: string): string => {
    // In English everything is said already, and nobody waits for a search.
    if (this.#isEmpty) return sentence;
    this.#looks = MOST_LOOKS;
    return this.#recognized(sentence)?.forms[0] ?? sentence;
  };

  #own(english: string): Forms | undefined {
    return Object.hasOwn(this.#phrases, english) ? this.#phrases[english]?.split('|') : undefined;
  }

  /** A sentence in its forms; null for one that is made of no phrase. */
  #recognized(sentence: string): Told | null {
    const known = this.#remembered.get(sentence);
    if (known !== undefined) return known;
    this.#looks -= 1;
    const told = this.#looks < 0 || sentence.length > LONGEST ? null : this.#tell(sentence);
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    // What was not looked at to its end is not remembered.
    if (this.#looks >= 0) this.#remembered.set(sentence, told);
    return told;
  }

  #tell(sentence: string): Told | null {
    const own = this.#own(sentence) ?? this.#uncut(sentence);
    if (own !== undefined) return { forms: own, whole: true };
    const number = NUMBER.exec(sentence);
    if (number) {
      const [, digits = '', fraction = '', unit = ''] = number;
      const value = this.#figures.decimal(Number(digits.replaceAll(',', '')), fraction.length);
      return { forms: [`${value}${unit}`], whole: true };
    }
    const least = Math.min(ENOUGH, sentence.replace(/\s/g, '').length * LEAST_SHARE);
    let partly: Told | null = null;
    for (const { english, piece, pattern } of this.#recognizable) {
      if (!sentence.includes(piece)) continue;
      const found = pattern().exec(sentence)?.slice(1);
      if (!found) continue;
      const values = found.map((value) => this.#recognized(value));
      const whole = found.every((value, index) => values[index]?.whole ?? isValue(value));
      if (!whole && (partly !== null || tellingOf(english) < least)) continue;
      const told = { forms: this.#filled(english, found, values), whole };
      // A phrase whose values are ours as well is the one that the sentence was made of.
      if (whole) return told;
      partly = told;
    }
    const composed = this.#composed(sentence);
    return composed?.whole === true ? composed : (partly ?? composed);
  }

  #filled(english: string, found: readonly string[], values: readonly (Told | null)[]): Forms {
    const ordered = inOrder(
      english,
      found.map((value, index) => values[index]?.forms ?? [value]),
    );
    return (this.#own(english) ?? [english]).map((form) => filled(form, ordered, this.#drawn));
  }

  /** Sentences in a row, clauses, or a list, if all of them are ours. */
  #composed(text: string): Told | null {
    let partly: Told | null = null;
    for (const joint of JOINTS) {
      const end = /[^.]\.$/.test(text) && joint !== SENTENCES ? '.' : '';
      const parts = joint.parts(end === '' ? text : text.slice(0, -1));
      if (parts.length < 2) continue;
      const told = parts.map((part) => this.#recognized(part));
      if (told.every((each) => each === null)) continue;
      if (!parts.every((part, index) => told[index] != null || isValue(part))) continue;
      const whole = told.every((each) => each?.whole !== false);
      if (!whole && partly !== null) continue;
      const words = told.map((each, index) => each?.forms[0] ?? parts[index] ?? '');
      const and = this.#own(AND)?.[0];
      const joined = joint === LIST && and !== undefined ? listed(words, and) : words.join(joint.mark);
      const composed = { forms: [`${joined}${end}`], whole };
      if (whole) return composed;
      partly = composed;
    }
    return partly;
  }

  /** A text that was cut off in its middle, as in "Break the next conn…", by all the texts that begin so. */
  #uncut(sentence: string): Forms | undefined {
    const beginning = sentence.slice(0, -1);
    if (!sentence.endsWith('…') || beginning.length < BEGINNING) return undefined;
    const texts = this.#plain
      .filter((english) => english.startsWith(beginning))
      .map((english) => this.#own(english)?.[0] ?? english);
    const [first] = texts;
    if (first === undefined || texts.every((text) => text === first)) return first === undefined ? undefined : [first];
    const common = texts.reduce(sameBeginning).trimEnd();
    return common.length < BEGINNING ? undefined : [`${common}…`];
  }

  /** Texts without a place. */
  get #plain(): readonly string[] {
    this.#texts ??= Object.keys(this.#phrases).filter((english) => !/\{\d+\}/.test(english));
    return this.#texts;
  }

  /** What says most by itself comes first; last of all what is the same in both languages but for its values. */
  get #recognizable(): readonly Phrase[] {
    this.#patterns ??= Object.keys(this.#phrases)
      .filter((english) => /\{\d+\}/.test(english) && tellingOf(english) >= TELLING)
      .map((english) => {
        const telling = this.#phrases[english] === english ? 0 : tellingOf(english);
        const [piece = ''] = english.split(/\{\d+\}/).sort((a, b) => b.length - a.length);
        let made: RegExp | undefined;
        return { english, piece, pattern: () => (made ??= patternOf(english)), telling };
      })
      .sort((a, b) => b.telling - a.telling);
    return this.#patterns;
  }
}

/** How sentences are put together of smaller ones, the loosest first. */
interface Joint {
  readonly mark: string;
  readonly parts: (text: string) => readonly string[];
}

const SENTENCES: Joint = { mark: ' ', parts: (text) => text.split(/(?<=[.!?]) (?=\p{Lu})/u) };
const LIST: Joint = {
  mark: ', ',
  parts: (text) => {
    const last = text.lastIndexOf(' and ');
    return last < 0 ? [] : [...text.slice(0, last).split(', '), text.slice(last + ' and '.length)];
  },
};
const JOINTS: readonly Joint[] = [
  SENTENCES,
  { mark: '; ', parts: (text) => text.split('; ') },
  { mark: ': ', parts: (text) => text.split(/: (.*)/s, 2) },
  LIST,
  { mark: ', ', parts: (text) => text.split(', ') },
];

function listed(words: readonly string[], and: string): string {
  return filled(and, ofOneForm([words.slice(0, -1).join(', '), words.at(-1) ?? '']));
}

function ofOneForm(values: readonly (string | number)[]): readonly Forms[] {
  return values.map((value) => [String(value)]);
}

/** Fills the places of a text. Where a value has no such form, its first one stands. */
function filled(text: string, values: readonly Forms[], drawn: readonly DrawnTogether[] = []): string {
  // Most texts have no values, and the first search for places takes longer than a start should wait.
  if (values.length === 0) return text;
  const valueOf = (index: string, form: string): string | undefined => {
    const forms = values[Number(index)];
    return forms?.[Number(form)] ?? forms?.[0];
  };
  return text.replace(PLACE, (place, before: string, index: string, form?: string) => {
    const value = valueOf(index, form ?? '0');
    if (value === undefined) return place;
    const two = drawn.find((each) => each.first === before && value.startsWith(each.second));
    return two ? `${two.both}${value.slice(two.second.length)}` : `${before}${value}`;
  });
}

/** No words of ours, and no end of one thing with the beginning of the next. */
function isValue(text: string): boolean {
  return !PROSE.test(text.replace(/"[^"]*"/g, '')) && !/^[^(]*\)|\([^)]*$/.test(text);
}

/** What two texts have in common from their first character on. */
function sameBeginning(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
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
function inOrder(english: string, found: readonly Forms[]): Forms[] {
  const values: Forms[] = [];
  for (const [index, [, place]] of [...english.matchAll(/\{(\d+)\}/g)].entries()) {
    values[Number(place)] = found[index] ?? [];
  }
  return values;
}
