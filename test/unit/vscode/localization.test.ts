import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { askedTexts, escapedTexts, saidWords, wordsOf } from './asked-texts';
import { contentTexts } from './content-texts';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (file: string): Record<string, string> =>
  JSON.parse(readFileSync(resolve(ROOT, file), 'utf8')) as Record<string, string>;

const english = read('package.nls.json');
const languages = readdirSync(ROOT).flatMap((name) => /^package\.nls\.([\w-]+)\.json$/.exec(name)?.[1] ?? []);

/** Every string of the manifest with its place. */
function strings(value: unknown, place: string): [place: string, text: string][] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => strings(each, `${place}.${key}`));
}

/** What a person reads; names and ids are the same in every language. */
const SHOWN = /\.(title|description|markdownDescription|contents|altText|displayName|name)$|escriptions\.\d+$/i;
/** Our own name, and what only programs read. */
const SAME = /^(Auth Lab|authLab_\w+)$/;

describe('the manifest', () => {
  const shown = strings(manifest.contributes, 'contributes').filter(
    ([place, text]) => SHOWN.test(place) && !SAME.test(text) && !/inputSchema|modelDescription/.test(place),
  );

  it('names every text that a person reads by a key', () => {
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.filter(([, text]) => !/^%[\w.-]+%$/.test(text))).toEqual([]);
  });

  it('has a text for each of its keys, and no text that nothing names', () => {
    const named = [...shown.map(([, text]) => text), manifest.description].map((text) => text.slice(1, -1));
    expect(Object.keys(english).sort()).toEqual([...new Set(named)].sort());
  });
});

describe('the languages besides English', () => {
  it('are there', () => {
    expect(languages).toContain('de');
  });

  it.each(languages)('%s says everything', (language) => {
    const texts = read(`package.nls.${language}.json`);
    expect(Object.keys(texts)).toEqual(Object.keys(english));
    for (const text of Object.values(texts)) expect(text).toMatch(/\S/);
  });

  it.each(languages)('%s keeps every link and every piece of code', (language) => {
    const texts = read(`package.nls.${language}.json`);
    const fixed = (text = ''): string[] =>
      [...text.matchAll(/\(command:[\w.]+\)|`[^`]+`/g)].map(([part]) => part).sort();
    for (const [key, text] of Object.entries(english)) expect(fixed(texts[key]), key).toEqual(fixed(text));
  });

  it.each(languages)('%s is a translation: hardly a sentence is the same', (language) => {
    const texts = read(`package.nls.${language}.json`);
    const sentences = Object.entries(english).filter(([, text]) => text.split(' ').length > 2);
    expect(sentences.filter(([key, text]) => texts[key] === text)).toEqual([]);
  });
});

/**
 * What stands in a page as it is written, and is the same in every language: names, addresses, and a rule of style.
 */
const SAME_EVERYWHERE = [
  'Auth Lab',
  'JSON',
  'https://issuer.example/jwks.json',
  '{outline:2px solid var(--accent);outline-offset:0}',
];

describe('the words of the views and of questions', () => {
  const asked = askedTexts();
  const content = contentTexts();
  const all = [...asked, ...content];
  const bundles = readdirSync(resolve(ROOT, 'l10n')).flatMap(
    (name) => /^bundle\.l10n\.([\w-]+)\.json$/.exec(name)?.[1] ?? [],
  );

  it('are asked for, or come out of the registries', () => {
    expect(asked.size).toBeGreaterThan(800);
    expect(content.size).toBeGreaterThan(300);
    expect(content).toContain('Restart the server');
  });

  it('never stand in a page but by the words of its language', () => {
    expect(escapedTexts().filter(({ text }) => !SAME_EVERYWHERE.includes(text))).toEqual([]);
  });

  it('are all in the English bundle, which is what a translator begins with', () => {
    const source = read('l10n/bundle.l10n.json');
    expect(all.filter((text) => source[text] === undefined)).toEqual([]);
    for (const [key, text] of Object.entries(source)) expect(text).toBe(key);
  });

  it('are in no bundle when nobody says them any more', () => {
    const known = new Set(all);
    const said = saidWords();
    const others = Object.keys(read('l10n/bundle.l10n.json')).filter((text) => !known.has(text));
    expect(others.filter((text) => wordsOf(text).some((word) => !said.has(word)))).toEqual([]);
  });

  it('are in as many languages as the manifest', () => {
    expect(bundles.sort()).toEqual([...languages].sort());
  });

  it.each(bundles)('are all in %s, with their values', (language) => {
    const words = read(`l10n/bundle.l10n.${language}.json`);
    expect(all.filter((text) => words[text] === undefined)).toEqual([]);
    expect(Object.keys(words)).toEqual(Object.keys(read('l10n/bundle.l10n.json')));
    const places = (text: string): Set<string> =>
      new Set(Array.from(text.matchAll(/\{(\d+)(?::\d+)?\}/g), ([, n]) => n ?? ''));
    for (const [english, text] of Object.entries(words)) {
      for (const form of text.split('|')) expect(places(form), english).toEqual(places(english));
    }
  });

  it.each(bundles)('are a translation in %s: no sentence is the same', (language) => {
    const words = Object.entries(read(`l10n/bundle.l10n.${language}.json`));
    const sentences = words.filter(
      ([english]) => english.split(' ').filter((word) => /^[a-z]{2,}/.test(word)).length > 3,
    );
    expect(sentences.length).toBeGreaterThan(500);
    expect(sentences.filter(([english, text]) => english === text)).toEqual([]);
  });
});
