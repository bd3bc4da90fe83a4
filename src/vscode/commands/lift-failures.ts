import type { Parts } from '../parts';
import { isActive } from '../run';
import { argument } from './arguments';
import { t, told } from '../words';
import { choose } from '../questions';

/** Ends every failure that lasts and disarms every one that waits. */
export function resetAllFailures({ session }: Parts): void {
  session.intervene({ type: 'lift' });
}

/** Lets the learner pick one failure to end. Argument, for keybindings: `id`, as the run's state names it. */
export async function liftFailure({ session }: Parts, args: readonly unknown[]): Promise<void> {
  const named = argument(args, 'id');
  if (typeof named === 'number') {
    session.intervene({ type: 'lift', id: named });
    return;
  }
  const { run } = session;
  if (!isActive(run)) return;
  const items = run.state.armed.map(({ id, title, state, when }) => ({
    id,
    label: t(title),
    description: state === 'lasting' ? t('in force') : t('waits'),
    detail: told(when),
  }));
  const chosen = await choose(items, {
    title: t('Lift Failure'),
    placeHolder: items.length === 0 ? t('Nothing is armed, and nothing lasts.') : t('Which one should end?'),
  });
  if (chosen) session.intervene({ type: 'lift', id: chosen.id });
}
