import { parseArgs } from 'node:util';
import { faultCards } from '../../content/faults';
import { scenarioCards } from '../../content/scenarios';
import { parseMoment, STORE_KINDS, type EventMoment, type StoreKind } from '../../model';
import { UsageError } from './usage-error';

export const FORMATS = ['text', 'json', 'mermaid'] as const;
export type Format = (typeof FORMATS)[number];

export interface RunRequest {
  readonly command: 'run';
  readonly scenario: string;
  readonly inject: readonly { readonly fault: string; readonly at: EventMoment; readonly text: string }[];
  readonly until: EventMoment | undefined;
  readonly seed: string;
  readonly store: StoreKind | undefined;
  readonly format: Format;
}

export type Request =
  RunRequest | { readonly command: 'list'; readonly format: 'text' | 'json' } | { readonly command: 'help' };

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
      return readList(rest);
    case 'run':
      return readRun(rest);
    default:
      throw new UsageError(`"${command}" is not a command. Commands: list, run, help.`);
  }
}

function readList(words: readonly string[]): Request {
  const { values, positionals } = parse(words, { format: { type: 'string' } });
  if (positionals.length > 0) throw new UsageError(`"list" takes no "${positionals[0]}".`);
  return { command: 'list', format: oneOf('format', values['format'] ?? 'text', ['text', 'json']) };
}

function readRun(words: readonly string[]): RunRequest {
  const { values, positionals } = parse(words, {
    inject: { type: 'string', multiple: true },
    until: { type: 'string' },
    seed: { type: 'string' },
    store: { type: 'string' },
    format: { type: 'string' },
  });
  const ids = scenarioCards.map(({ id }) => id);
  const [scenario, extra] = positionals;
  if (scenario === undefined) throw new UsageError(`"run" needs a scenario: ${ids.join(', ')}.`);
  if (extra !== undefined) throw new UsageError(`"run" takes one scenario, not also "${extra}".`);
  if (!ids.includes(scenario))
    throw new UsageError(`There is no scenario "${scenario}". There are: ${ids.join(', ')}.`);
  const seed = values['seed'] ?? DEFAULT_SEED;
  if (seed === '') throw new UsageError('"--seed" needs a word, as in "--seed tuesday".');
  return {
    command: 'run',
    scenario,
    inject: (values['inject'] ?? []).map(readInjection),
    until: values['until'] === undefined ? undefined : moment(values['until']),
    seed,
    store: values['store'] === undefined ? undefined : oneOf('store', values['store'], STORE_KINDS),
    format: oneOf('format', values['format'] ?? 'text', FORMATS),
  };
}

function readInjection(text: string): RunRequest['inject'][number] {
  const at = text.indexOf('@');
  const known = faultCards.map(({ id }) => id);
  if (at === -1) {
    throw new UsageError(`"--inject ${text}" needs a moment after "@", as in "kill@store.answered#2".`);
  }
  const fault = text.slice(0, at);
  if (!known.includes(fault)) throw new UsageError(`There is no failure "${fault}". There are: ${known.join(', ')}.`);
  return { fault, at: moment(text.slice(at + 1)), text };
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
