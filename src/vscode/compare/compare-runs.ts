import { ask } from '../ask';
import { argument } from '../commands/arguments';
import type { Parts } from '../parts';
import { problems } from '../problem';
import { pick } from '../questions';
import { isActive, stepsTaken, type Run } from '../run';
import { walk, type Question } from '../walk';
import { pairName } from './pair-names';
import { showPair } from './show-pair';
import { shortName, t } from '../words';

interface Answers {
  readonly first?: Run;
  readonly second?: Run;
}

const TITLE = t('Compare Runs');

/**
 * Puts any two runs of this window side by side, imported ones included; a run that still goes on ends. Arguments, for
 * keybindings: `first` and `second`, as 0 for the newest run, 1 for the one before, and so on; `replace` (boolean)
 * answers whether a demo that runs may end.
 */
export async function compareRuns(parts: Parts, args: readonly unknown[]): Promise<void> {
  const { session, shelf, errors } = parts;
  const { runs } = shelf;
  if (runs.length < 2) {
    errors.tell(problems.badRequest(t('There are no two runs to compare yet: play another one, or import one.')));
    return;
  }
  const named = { first: runOf(runs, argument(args, 'first')), second: runOf(runs, argument(args, 'second')) };
  const answers = await walk<Answers>(
    { ...(named.first && { first: named.first }), ...(named.second && { second: named.second }) },
    ({ first, second }) => {
      if (!first) return askWhich(t('Which run on the left?'), 'first', runs);
      if (!second) {
        return askWhich(
          t('Which run on the right?'),
          'second',
          runs.filter((run) => run !== first),
        );
      }
      return null;
    },
  );
  const { first, second } = answers ?? {};
  if (!first || !second || first === second) return;
  if (isActive(session.run)) {
    const detail = t('"{0}" ends where it is, and both runs are shown.', shortName(session.run.card));
    const may = argument(args, 'replace') ?? (await ask(t('A demo is running. End it?'), detail, t('End')));
    if (may !== true) return;
  }
  await showPair(parts, first, second);
}

function runOf(runs: readonly Run[], place: unknown): Run | undefined {
  return typeof place === 'number' ? runs[place] : undefined;
}

function nameOf({ card, setup }: Run): string {
  return pairName(card, setup, t);
}

function askWhich(placeholder: string, key: keyof Answers, runs: readonly Run[]): Question<Answers> {
  const items = runs.map((value, index) => ({
    label: nameOf(value),
    description: [
      index === 0 && key === 'first' ? t('the newest') : null,
      t('{0} steps', stepsTaken(value.trace)),
      value.interventions.length === 0 ? null : doneWords(value.interventions.length),
    ]
      .filter((words) => words !== null)
      .join(' · '),
    value,
  }));
  return (answers, first) => pick({ title: TITLE, placeholder, items, first }, (run) => ({ ...answers, [key]: run }));
}

function doneWords(count: number): string {
  return count === 1 ? t('something was done to it') : t('{0} things were done to it', count);
}
