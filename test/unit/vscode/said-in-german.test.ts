import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import german from '../../../l10n/bundle.l10n.de.json' with { type: 'json' };
import { dictionary } from '../../../src/jwt/dictionary';
import { Phrasebook } from '../../../src/projections/phrasebook';
import { isLeftInEnglish, writtenTexts } from './written-texts';

const { told } = new Phrasebook(german, 'de');
const TRANSCRIPTS = resolve(import.meta.dirname, '../../golden/transcripts');

/** What a library or a process said itself is quoted, in whatever words it chose. */
const QUOTED = [
  /^error: (?:The client is offline|Unexpected end of JSON input|database is locked)$/,
  /^token rejected: jwt /,
  /^The token is refused \(jwt [^)]*\)/,
];

/** Two words in a row, in small letters. */
const SENTENCE = /\b[a-z]{2,} [a-z]{2,}/;
/** The language of stores is the same everywhere, and so is what stands in code or in another text word by word. */
const SAME =
  /^(?:get|set|touch|destroy) |^SELECT |^ {4}await |^jwt expired$|^auth-lab secret\0$|"evict all expired cookies"/;

const left = (texts: Iterable<string>): string[] =>
  [...new Set(texts)].filter((text) => {
    const said = told(text);
    if (QUOTED.some((words) => words.test(text))) return said === text;
    return isLeftInEnglish(said) || (said === text && SENTENCE.test(text) && !SAME.test(text));
  });

/** The labels and the sentences of a run, out of its account: a label that is too long goes on further to the right. */
function accountOf(file: string): string[] {
  const text = readFileSync(resolve(TRANSCRIPTS, file), 'utf8').replace(/\n {16}(?=\S)/g, ' ');
  const sentences = text.match(/(?<=\n\n? *\d[^\n]*\n) {14}\S[^\n]*(?:\n {14}\S[^\n]*)*/g) ?? [];
  const heads = text.match(/(?<=\n) +-?\d[\d:.]+ {2}[^\n]+/g) ?? [];
  return [
    ...sentences.map((sentence) => sentence.trim().replace(/\n +/g, ' ')),
    ...heads.map((head) => head.replace(/^ +[-\d:.]+ {2}/, '').replace(/^\[(.*)\]$|^[^:]*: | \(lost\)$/g, '$1')),
  ];
}

describe('the runs that are kept as a text', () => {
  const files = readdirSync(TRANSCRIPTS).filter((name) => !/^(?:truth table|tutorials)\.txt$/.test(name));

  it('are many, with failures of every kind', () => {
    expect(files.length).toBeGreaterThan(60);
    expect(files.flatMap(accountOf).length).toBeGreaterThan(3_000);
  });

  it.each(files)('%s is told in German, sentence by sentence', (file) => {
    expect(left(accountOf(file))).toEqual([]);
  });
});

describe('the dictionary of headers and claims', () => {
  it('is in German, entry by entry', () => {
    const entries = [...dictionary('header'), ...dictionary('claims')];
    expect(entries.length).toBeGreaterThan(200);
    expect(left(entries.map(({ meaning }) => meaning))).toEqual([]);
  });
});

const PHRASES = Object.keys(german).map((english) => english.replace(/\{\d+\}/g, '7'));

/** A piece of a sentence is recognized with the rest of it: some phrase has all of its words. */
function isPiece(text: string): boolean {
  const words = text.split('7').filter((part) => /[a-z]+ [a-z]+/.test(part));
  return words.length > 0 && PHRASES.some((phrase) => words.every((part) => phrase.includes(part.trim())));
}

describe.each([
  [
    'what is wrong with a token, what could be, and what was checked',
    /^jwt\/(?!dictionary|weak-secrets|index|selection)[\w/-]+\.ts$/,
  ],
  ['what is wrong with a key, and how it was read', /^keys\/[\w-]+\.ts$/],
  ['what a browser says of cookies', /^lab\/browser\/cookies\/.*\.ts$/],
  ['what a server checks', /^lab\/taps\/(?:explain-[\w-]+|accounts|cookie-signature|keys)\.ts$/],
  ['what a message is taken apart into', /^projections\/inspection\/.*\.ts$/],
  ['why a failure cannot happen now', /^content\/(?:faults|edits)\/.*\.ts$/],
  ['what is wrong with a store', /^(?:redis|store-desk)\/(?!main).*\.ts$/],
  ['what a step of a tutorial asks for', /^tutorial\/(?:words|perform)\.ts$/],
])('%s', (_, files) => {
  const written = writtenTexts(files);

  it('is in German', () => {
    expect(written.length).toBeGreaterThan(3);
    expect(left(written.map(({ text }) => text).filter((text) => !isPiece(text)))).toEqual([]);
  });
});
