import type { Parts } from '../parts';
import { problems } from '../problem';
import { argument } from './arguments';

/**
 * Repeats the run as far as the selected message, or the newest, and lets the learner go on from there.
 * Argument, for keybindings: `seq`, the message's event.
 */
export async function runAgainToHere(parts: Parts, args: readonly unknown[]): Promise<void> {
  const { run } = parts.session;
  if (!run) return;
  const named = argument(args, 'seq');
  await runAgainTo(parts, typeof named === 'number' ? named : (parts.panel.selected ?? run.trace.length - 1));
}

/** Repeats the run as far as the event `seq`. One that does not exist, or in a run that nobody can play again, is told and changes nothing. */
export async function runAgainTo({ session, panel, errors }: Parts, seq: number): Promise<void> {
  if (session.run?.repeatable === false) {
    errors.tell(problems.notRepeatable());
    return;
  }
  const forked = session.fork(seq);
  panel.reveal();
  if (!(await forked)) errors.tell(problems.noSuchMessage());
}
