import { parseArgs } from 'node:util';
import { UsageError } from './usage-error';

export interface TutorialRequest {
  readonly what: 'list' | 'auto' | 'coverage';
  /** Ids or files; none for all. */
  readonly ids: readonly string[];
  readonly format: 'text' | 'json';
}

const HINT = 'Write "tutorial <id> --auto", "tutorial --all", "tutorial --list" or "tutorial --coverage".';

/** @throws UsageError with one line for a person */
export function readTutorialArguments(words: readonly string[]): TutorialRequest {
  const { values, positionals } = parsed(words);
  const format = values.format ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError(`"--format ${format}" is not one of text, json.`);
  const chosen = (['list', 'coverage', 'all', 'auto'] as const).filter((each) => values[each]);
  if (chosen.includes('all') && positionals.length > 0) {
    throw new UsageError(`"--all" plays every tutorial, so it takes no "${positionals[0] ?? ''}".`);
  }
  if (chosen.includes('list')) return { what: 'list', ids: [], format };
  if (chosen.includes('coverage')) return { what: 'coverage', ids: [], format };
  if (chosen.includes('all')) return { what: 'auto', ids: [], format };
  if (positionals.length === 0) throw new UsageError(HINT);
  if (!chosen.includes('auto')) {
    throw new UsageError(`A tutorial is taken in the editor; here it plays by itself. ${HINT}`);
  }
  return { what: 'auto', ids: positionals, format };
}

function parsed(words: readonly string[]) {
  const flag = { type: 'boolean' } as const;
  const options = { format: { type: 'string' }, auto: flag, all: flag, list: flag, coverage: flag } as const;
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [sentence = 'These words cannot be read'] = (error as Error).message.split('. ');
    throw new UsageError(`${sentence.replace(/\.$/, '')}. ${HINT}`);
  }
}
