import { parseArgs } from 'node:util';
import { findFault } from '../../content/faults';
import { faultCards } from '../../content/fault-cards';
import { parseFault } from '../../content/faults/parse';
import { readFaultValues } from '../../content/faults/values';
import { findScenario, scenarioCards } from '../../content/scenarios';
import {
  BALANCING,
  MOST_NODES,
  parseMoment,
  SIGNING_ALGORITHMS,
  STORE_KINDS,
  TOKEN_MODES,
  type EventMoment,
  type FaultValues,
  type Frequency,
  type Occasion,
  type Setup,
} from '../../model';
import { UsageError } from './usage-error';

export const FORMATS = ['text', 'json', 'mermaid', 'plantuml', 'markdown', 'har'] as const;
export type Format = (typeof FORMATS)[number];

export interface RunRequest {
  readonly command: 'run';
  readonly scenario: string;
  readonly inject: readonly Injection[];
  readonly until: EventMoment | undefined;
  readonly seed: string;
  readonly setup: Setup;
  readonly format: Format;
}

export interface Injection {
  readonly fault: string;
  readonly values: FaultValues;
  readonly at: Occasion;
  readonly frequency: Frequency;
  /** As it was typed. */
  readonly text: string;
}

export type Request =
  RunRequest | { readonly command: 'list' | 'truth'; readonly format: 'text' | 'json' } | { readonly command: 'help' };

const DEFAULT_SEED = 'auth-lab';

/** @throws UsageError with one line for a person */
export function readArguments(words: readonly string[]): Request {
  const [command, ...rest] = words;
  switch (command) {
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return { command: 'help' };
    case 'list':
    case 'truth':
      return readList(command, rest);
    case 'run':
      return readRun(rest);
    default:
      throw new UsageError(`"${command}" is not a command. Commands: list, run, truth, tutorial, jwt, help.`);
  }
}

function readList(command: 'list' | 'truth', words: readonly string[]): Request {
  const { values, positionals } = parse(words, { format: { type: 'string' } });
  if (positionals.length > 0) throw new UsageError(`"${command}" takes no "${positionals[0]}".`);
  return { command, format: oneOf('format', values['format'] ?? 'text', ['text', 'json']) };
}

function readRun(words: readonly string[]): RunRequest {
  const { values, positionals } = parse(words, {
    inject: { type: 'string', multiple: true },
    until: { type: 'string' },
    seed: { type: 'string' },
    ...SETUP_OPTIONS,
    format: { type: 'string' },
  });
  const ids = scenarioCards.map(({ id }) => id);
  const [scenario, extra] = positionals;
  if (scenario === undefined) throw new UsageError(`"run" needs a scenario: ${ids.join(', ')}.`);
  if (extra !== undefined) throw new UsageError(`"run" takes one scenario, not also "${extra}".`);
  if (!findScenario(scenario))
    throw new UsageError(`There is no scenario "${scenario}". There are: ${ids.join(', ')}.`);
  const seed = values['seed'] ?? DEFAULT_SEED;
  if (seed === '') throw new UsageError('"--seed" needs a word, as in "--seed tuesday".');
  return {
    command: 'run',
    scenario,
    inject: (values['inject'] ?? []).map(readInjection),
    until: values['until'] === undefined ? undefined : moment(values['until']),
    seed,
    setup: readSetup(values),
    format: oneOf('format', values['format'] ?? 'text', FORMATS),
  };
}

function readInjection(text: string): RunRequest['inject'][number] {
  const at = text.indexOf('@');
  const known = faultCards.map(({ id }) => id);
  if (at === -1) {
    throw new UsageError(`"--inject ${text}" needs a moment after "@", as in "kill@store.answered#2".`);
  }
  const typed = parseFault(text.slice(0, at));
  if ('error' in typed) throw new UsageError(typed.error);
  const found = findFault(typed.fault);
  if (!found) throw new UsageError(`There is no failure "${typed.fault}". There are: ${known.join(', ')}.`);
  const read = readFaultValues(found, typed.values);
  if ('error' in read) throw new UsageError(read.error);
  const when = text.slice(at + 1);
  // "#*" strikes at each of them.
  if (when.endsWith('#*')) {
    return { ...typed, at: { kind: moment(when.slice(0, -2)).kind }, frequency: { how: 'always' }, text };
  }
  return { ...typed, at: moment(when), frequency: { how: 'once' }, text };
}

/** The options that say how a run is deployed. */
const SETUP_OPTIONS = {
  store: { type: 'string' },
  tokens: { type: 'string' },
  algorithm: { type: 'string' },
  nodes: { type: 'string' },
  balancing: { type: 'string' },
} as const;

function readSetup(values: Readonly<Record<string, unknown>>): Setup {
  const chosen = <T extends string>(option: string, allowed: readonly T[]): Partial<Record<string, T>> => {
    const word = values[option];
    return typeof word === 'string' ? { [option]: oneOf(option, word, allowed) } : {};
  };
  const nodes = typeof values['nodes'] === 'string' ? values['nodes'] : undefined;
  const count = Number(nodes);
  if (nodes !== undefined && !(Number.isInteger(count) && count >= 1 && count <= MOST_NODES)) {
    throw new UsageError(`"--nodes ${nodes}" is not a number from 1 to ${String(MOST_NODES)}.`);
  }
  return {
    ...chosen('store', STORE_KINDS),
    ...chosen('tokens', TOKEN_MODES),
    ...chosen('algorithm', SIGNING_ALGORITHMS),
    ...(nodes === undefined ? {} : { nodes: count }),
    ...chosen('balancing', BALANCING),
  };
}

function moment(text: string): EventMoment {
  const parsed = parseMoment(text);
  if ('error' in parsed) throw new UsageError(parsed.error);
  return parsed;
}

function oneOf<T extends string>(option: string, word: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === word);
  if (found === undefined) throw new UsageError(`"--${option} ${word}" is not one of ${allowed.join(', ')}.`);
  return found;
}

type Options = Record<string, { type: 'string'; multiple?: boolean }>;

function parse<O extends Options>(words: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's message has a second sentence about "--"; the first one names the word.
    const [sentence = 'These words cannot be read'] = (error as Error).message.split('. ');
    throw new UsageError(
      `${sentence.replace(/\.$/, '')}. Options: ${Object.keys(options)
        .map((each) => `--${each}`)
        .join(', ')}.`,
    );
  }
}
