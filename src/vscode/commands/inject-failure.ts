import { intervention, type Intervention } from '../../model/arming';
import { parseWith, type Parsed } from '../../model/parse';
import type { StrikeChoice } from '../../model/strike-choice';
import { interventionFor } from '../../model/strike-choice';
import { failureQuestion, type FailureAnswers } from '../failure-questions';
import type { Parts } from '../parts';
import { problems } from '../problem';
import { isActive } from '../run';
import { walk } from '../walk';
import { argument } from './arguments';

/**
 * Asks what should go wrong, when and how often, and makes it so. Arguments, for keybindings: `fault`, its id, and
 * whatever an intervention has besides: `values`, `frequency`, and `at`, without which it strikes now.
 */
export async function injectFailure({ session, catalogue, errors }: Parts, args: readonly unknown[]): Promise<void> {
  if (argument(args, 'fault') !== undefined) {
    const read = named(args);
    if (read.ok) session.intervene(read.value);
    else errors.tell(problems.badRequest(read.error));
    return;
  }
  const { run } = session;
  if (!isActive(run)) return;
  const faults = await catalogue.faults();
  const answers = await walk<FailureAnswers>({ values: {}, asked: 0 }, (state) =>
    failureQuestion(state, {
      faults,
      // Time may go on while somebody reads.
      state: session.run?.state ?? run.state,
      actors: run.trace[0]?.kind === 'run.started' ? run.trace[0].data.actors : [],
    }),
  );
  const choice = answers && choiceOf(answers);
  if (choice) session.intervene(interventionFor(choice));
}

function named(args: readonly unknown[]): Parsed<Intervention> {
  const type = argument(args, 'at') === undefined ? 'inject' : 'arm';
  return parseWith<Intervention>(intervention, { ...(args[0] as object), type }, 'The failure');
}

function choiceOf({ fault, values, when, route, frequency }: FailureAnswers): StrikeChoice | null {
  if (!fault || when === undefined) return null;
  const there = when === 'now' || !route ? when : { ...when, route };
  return { fault, values, when: there, frequency: frequency ?? { how: 'once' } };
}
