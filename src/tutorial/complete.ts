import { edits } from '../content/edits';
import { faults } from '../content/faults';
import { findScenario } from '../content/scenarios';
import { tutorialIds } from '../content/tutorials';
import { EVENT_KINDS, type EventKind } from '../model';
import { isEventKind } from '../model/kinds';
import { BALANCING, SIGNING_ALGORITHMS, TOKEN_MODES } from '../model/setup-words';
import { STORE_KINDS } from '../model/store-kinds';
import { DIRECTIVES, type Directive } from './document';
import { EVENT_SHAPES } from './event-shapes';
import type { Glossary } from './glossary';
import { CODE_KEYS, HEAD_KEYS, STEP_KEYS } from './parse';
import { ACT_KEYS, ACTION_WORDS, scenarioIds, SETUP_KEYS } from './read-actions';
import { CONDITION_WORDS } from './read-condition';
import { ADVICE_KEYS, ADVISE_KEYS, QUESTION_KEYS } from './read-advice';
import { CHOICE_KEYS, PREDICTION_KEYS } from './read-prediction';
import { VIEWS } from './types';

/** A word that may stand where somebody types. */
export interface Completion {
  readonly word: string;
  readonly what: 'key' | 'value';
  /** What it means, or nothing. */
  readonly detail: string;
}

/**
 * What may stand at a place of a tutorial that is being written.
 * @param line from 0
 * @param column from 0
 */
export function completions(source: string, line: number, column: number, glossary: Glossary): readonly Completion[] {
  const lines = source.split(/\r\n|\r|\n/);
  const before = (lines[line] ?? '').slice(0, column);
  const block = blockAt(lines, line);
  if (block === null) return inText(before, glossary);
  const value = /([\w-]+):\s*(?:\[[^\]]*)?["']?([\w.-]*)$/.exec(before);
  const key = value?.[1];
  if (key !== undefined) {
    const values = valuesFor(key, block, lines, line);
    if (values.length > 0) return values;
    // "where: " and the like go on with keys of their own.
    if (!before.trimEnd().endsWith('{')) return [];
  }
  return keysFor(block, before);
}

type Block = Directive | 'head';

/** The block that a line stands in, or null in text. */
function blockAt(lines: readonly string[], line: number): Block | null {
  if (lines[0]?.trimEnd() === '---') {
    const end = lines.findIndex((each, index) => index > 0 && each.trimEnd() === '---');
    if (line > 0 && (end === -1 || line < end)) return 'head';
  }
  let block: Block | null = null;
  for (const each of lines.slice(0, line)) {
    const fence = /^ {0,3}(?:`{3,}|~{3,})\s*(\w*)/.exec(each);
    if (fence) block = block === null ? (DIRECTIVES.find((name) => name === fence[1]) ?? null) : null;
  }
  return block;
}

function inText(before: string, glossary: Glossary): readonly Completion[] {
  if (/^ {0,3}`{3,}\w*$/.test(before))
    return DIRECTIVES.map((word) => ({ word, what: 'value', detail: DIRECTIVE_WORDS[word] }));
  if (/\[\[[^\]|]*$/.test(before)) {
    return Object.entries(glossary).map(([word, detail]) => ({ word, what: 'value', detail }));
  }
  return [];
}

const DIRECTIVE_WORDS: Readonly<Record<Directive, string>> = {
  step: 'its id, and the claims that it teaches',
  predict: 'a question before the act',
  act: 'what the button does',
  done: 'what has to have happened',
  hint: 'opened one by one',
  code: "an excerpt of the server's code",
  glossary: 'terms of this tutorial',
  advise: 'questions, and what follows from the answers',
};

function keysFor(block: Block, before: string): readonly Completion[] {
  const within = /\{[^}]*$/.test(before);
  return keysOf(block, within, before).map((word) => ({ word, what: 'key', detail: '' }));
}

function keysOf(block: Block, within: boolean, before: string): readonly string[] {
  const kind = /kind:\s*([\w.]+)/.exec(before)?.[1];
  if (within && /where:\s*\{[^{}]*$/.test(before) && kind !== undefined && isEventKind(kind)) return membersOf(kind);
  switch (block) {
    case 'head':
      return within ? SETUP_KEYS : HEAD_KEYS;
    case 'step':
      return STEP_KEYS;
    case 'code':
      return CODE_KEYS;
    case 'act':
      return within
        ? [
            'fault',
            'values',
            'at',
            'frequency',
            'kind',
            'nth',
            'route',
            'to',
            'until',
            'scenario',
            'setup',
            'edited',
            ...SETUP_KEYS,
            ...ACT_KEYS,
          ]
        : [...ACTION_WORDS, ...ACT_KEYS];
    case 'predict':
      return within ? CONDITION_WORDS.pattern : [...PREDICTION_KEYS, ...CHOICE_KEYS, ...CONDITION_WORDS.pattern];
    case 'done':
      return within && /where:/.test(before)
        ? [...CONDITION_WORDS.tests]
        : [...CONDITION_WORDS.pattern, ...CONDITION_WORDS.condition];
    case 'advise':
      return within ? [] : [...ADVISE_KEYS, ...QUESTION_KEYS, ...ADVICE_KEYS];
    case 'hint':
    case 'glossary':
      return [];
    default:
      return block satisfies never;
  }
}

function membersOf(kind: EventKind): readonly string[] {
  return Object.keys(EVENT_SHAPES[kind]);
}

function valuesFor(key: string, block: Block, lines: readonly string[], line: number): readonly Completion[] {
  const words = (list: readonly string[]): Completion[] => list.map((word) => ({ word, what: 'value', detail: '' }));
  switch (key) {
    case 'kind':
      return Object.entries(EVENT_KINDS).map(([word, { means }]) => ({ word, what: 'value', detail: means }));
    case 'inject':
    case 'fault':
      return faults.map(({ id, title }) => ({ word: id, what: 'value', detail: title }));
    case 'scenario':
      return scenarioIds().map((word) => ({ word, what: 'value', detail: findScenario(word)?.title ?? '' }));
    case 'play':
    case 'to':
    case 'act': {
      const acts = findScenario(scenarioAt(lines, line))?.acts ?? [];
      return [
        ...acts.map(({ id, title }): Completion => ({ word: id, what: 'value', detail: title })),
        ...(key === 'play' ? words(['next', 'end']) : []),
      ];
    }
    case 'open':
      return words(VIEWS);
    case 'code':
    case 'edited':
      return block === 'act' ? edits.map(({ id, title }) => ({ word: id, what: 'value', detail: title })) : [];
    case 'needs':
      return words(tutorialIds);
    case 'store':
      return words(STORE_KINDS);
    case 'tokens':
      return words(TOKEN_MODES);
    case 'algorithm':
      return words(SIGNING_ALGORITHMS);
    case 'balancing':
      return words(BALANCING);
    case 'since':
      return words(['step', 'run']);
    case 'order':
      return words(['given', 'any']);
    case 'actor':
      return words(['browser', 'thief', 'app', 'app-2', 'app-3', 'balancer', 'store', 'lab']);
    case 'lift':
      return words(['all']);
    case 'destroy':
    case 'expire':
      return words(['sessions']);
    case 'start':
      return block === 'act' ? words(['true']) : [];
    default:
      return [];
  }
}

/** The scenario that was named last before a line. */
function scenarioAt(lines: readonly string[], line: number): string {
  const named = lines
    .slice(0, line + 1)
    .map((each) => /\bscenario:\s*([\w-]+)/.exec(each)?.[1])
    .findLast((each) => each !== undefined);
  return named ?? 'stateful';
}
