import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { EVENT_KINDS } from '../../../src/model';

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

/** Every text that code of ours asks for in the reader's language, out of the code itself. */
function askedFor(): Set<string> {
  const files = readdirSync(resolve(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^(webview|vscode)\/.*\.tsx?$/.test(name),
  );
  const texts = files.flatMap((name) => {
    const code = readFileSync(resolve(ROOT, 'src', name), 'utf8');
    const call = code.includes('host/words')
      ? /\b(?:l10n\.)?t\(\s*'((?:[^'\\]|\\.)*)'/g
      : /\bl10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g;
    return [...code.matchAll(call)].map(([, text = '']) => text.replaceAll("\\'", "'"));
  });
  return new Set([...texts, ...Object.values(EVENT_KINDS).map(({ means }) => means)]);
}

describe('the words of the panel and of questions', () => {
  const asked = askedFor();
  const bundles = readdirSync(resolve(ROOT, 'l10n')).flatMap(
    (name) => /^bundle\.l10n\.([\w-]+)\.json$/.exec(name)?.[1] ?? [],
  );

  it('are all in the English bundle, which is what a translator begins with', () => {
    const source = read('l10n/bundle.l10n.json');
    expect([...asked].filter((text) => source[text] === undefined)).toEqual([]);
    for (const [key, text] of Object.entries(source)) expect(text).toBe(key);
  });

  it('are in as many languages as the manifest', () => {
    expect(bundles.sort()).toEqual([...languages].sort());
  });

  it.each(bundles)('are all in %s, with their values', (language) => {
    const words = read(`l10n/bundle.l10n.${language}.json`);
    expect([...asked].filter((text) => words[text] === undefined)).toEqual([]);
    expect(Object.keys(words)).toEqual(Object.keys(read('l10n/bundle.l10n.json')));
    const places = (text: string): string[] => [...text.matchAll(/\{\d+\}/g)].map(([place]) => place).sort();
    for (const [english, text] of Object.entries(words)) expect(places(text), english).toEqual(places(english));
  });
});
