import { ENGLISH, figuresOf } from '../../projections/figures';
import { Phrasebook, type Phrases } from '../../projections/phrasebook';

/** Where the host put the words of the reader's language: a block of data in the page. */
const ID = 'l10n';

const PHRASES = readWords();

/** Nothing has to be said in other words: the page is in English. */
export const isEnglish = Object.keys(PHRASES).length === 0;

/** The language that the page is in, as a BCP 47 tag. */
export const language = isEnglish ? ENGLISH : document.documentElement.lang || ENGLISH;

const BOOK = new Phrasebook(PHRASES, language);

/** Numbers as the page's language writes them. */
export const figures = figuresOf(language);

/**
 * Our own words in the reader's language, or in English where that has none.
 * @param english the text, which is its own key; `{0}`, `{1}`… stand for values
 */
export const t = BOOK.say;

/** A sentence of ours that was made in English elsewhere, as by the lab or out of the trace. */
export const told = BOOK.told;

function readWords(): Phrases {
  try {
    const parsed: unknown = JSON.parse(document.getElementById(ID)?.textContent ?? '{}');
    const entries = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    // A page without readable words is a page in English.
    return {};
  }
}
