import * as vscode from 'vscode';
import { ENGLISH, figuresOf } from '../projections/figures';
import { Phrasebook } from '../projections/phrasebook';
import { shortTitle } from './run';

/** The bundle of the reader's language: plain texts, because none of ours has a comment of its own. */
const PHRASES = Object.fromEntries(
  Object.entries(vscode.l10n.bundle ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
);

const LANGUAGE = vscode.l10n.bundle ? vscode.env.language : ENGLISH;

const BOOK = new Phrasebook(PHRASES, LANGUAGE);

const FIGURES = figuresOf(LANGUAGE);

/**
 * Our own words in the reader's language, or in English where that has none.
 * @param english the text, which is its own key; `{0}`, `{1}`… stand for values
 */
export const t = BOOK.say;

/** A sentence of ours that was made in English elsewhere, as by the lab. */
export const told = BOOK.told;

/** A whole number as the reader's language writes it: "1,000,000". */
export function figure(n: number): string {
  return FIGURES.written(n);
}

/** The title without its explanation, for places with little room. */
export function shortName<C extends { readonly title: string }>(card: C): string {
  return shortTitle({ title: t(card.title) });
}

/** What a page of ours needs to speak the reader's language; nothing for English. */
export function pageWords(): { readonly words?: Readonly<Record<string, string>>; readonly language?: string } {
  return vscode.l10n.bundle ? { words: PHRASES, language: vscode.env.language } : {};
}
