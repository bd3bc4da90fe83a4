import { ask } from '../ask';
import type { Parts } from '../parts';
import { argument } from './arguments';
import { t } from '../words';

/** Destroys the session of a row in the tree. Argument otherwise: `sid`. */
export function destroySession({ session }: Parts, args: readonly unknown[]): void {
  const row = argument(args, 'row');
  const sid = argument([row], 'sid') ?? argument(args, 'sid');
  if (typeof sid === 'string') session.intervene({ type: 'destroySessions', sids: [sid] });
}

/** Destroys every session, after a question. Argument: `confirmed` (boolean) answers it. */
export async function destroyAllSessions({ session, sessions }: Parts, args: readonly unknown[]): Promise<void> {
  const count = (await sessions.rows()).length;
  if (count === 0) return;
  const question = count === 1 ? t('Destroy the only session?') : t('Destroy all {0} sessions?', count);
  const confirmed =
    argument(args, 'confirmed') ?? (await ask(question, t('Whoever is logged in must log in again.'), t('Destroy')));
  if (confirmed === true) session.intervene({ type: 'destroySessions' });
}
