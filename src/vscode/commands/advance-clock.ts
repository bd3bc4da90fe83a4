import { checkSpan, CLOCK_PRESETS, readSpan } from '../../model/span';
import type { Parts } from '../parts';
import { problems } from '../problem';
import { pick, type } from '../questions';
import { isActive } from '../run';
import { walk } from '../walk';
import { argument } from './arguments';
import { t, told } from '../words';

interface Answers {
  readonly ms?: number;
  /** The learner wants to type a span. */
  readonly other?: boolean;
}

const TITLE = t('Advance Clock');

/**
 * Moves the clock of the run ahead. Argument, for keybindings: `by`, a span such as "1h 30m", or milliseconds as a
 * number.
 */
export async function advanceClock({ session, errors }: Parts, args: readonly unknown[]): Promise<void> {
  const by = argument(args, 'by');
  if (typeof by === 'string' || typeof by === 'number') {
    const read = typeof by === 'string' ? readSpan(by) : checkSpan(by);
    if ('error' in read) errors.tell(problems.badRequest(read.error));
    else session.intervene({ type: 'advanceClock', ms: read.ms });
    return;
  }
  if (!isActive(session.run)) return;
  const answers = await walk<Answers>({}, ({ ms, other }) => {
    if (ms !== undefined) return null;
    return other === true ? askSpan : askPreset;
  });
  if (answers?.ms !== undefined) session.intervene({ type: 'advanceClock', ms: answers.ms });
}

async function askPreset(_: Answers, first: boolean): ReturnType<typeof pick<number, Answers>> {
  const items = [
    ...CLOCK_PRESETS.map(({ title, about, ms }) => ({ label: t(title), description: t(about), value: ms })),
    { label: t('Another span…'), value: 0 },
  ];
  return pick({ title: TITLE, placeholder: t('How far should the clock move ahead?'), items, first }, (ms) =>
    ms === 0 ? { other: true } : { ms },
  );
}

async function askSpan(_: Answers, first: boolean): ReturnType<typeof type<Answers>> {
  return type({ title: TITLE, prompt: t('A span such as 16m, 1h 30m or 2 days'), usual: '1h 30m', first }, (text) => {
    const read = readSpan(text);
    return 'error' in read ? { error: told(read.error) } : { state: read };
  });
}
