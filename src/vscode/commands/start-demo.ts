import type { ScenarioCard, Setup } from '../../model';
import { ask } from '../ask';
import type { Parts } from '../parts';
import { problems } from '../problem';
import { isActive, type Run } from '../run';
import { setupFor } from '../settings';
import { argument } from './arguments';
import { shortName, t } from '../words';

/**
 * Starts a scenario and shows the panel. A demo that still runs is not thrown away without a question.
 *
 * Arguments, for keybindings: `replace` (boolean) answers that question, `hold` (boolean) overrides the setting
 * `authLab.startPaused`.
 * @param chosen how the servers are deployed instead of what the settings say
 */
export async function startDemo(
  parts: Parts,
  id: string,
  args: readonly unknown[] = [],
  chosen?: Setup,
): Promise<void> {
  const { catalogue, errors, settings } = parts;
  const scenario = catalogue.scenarios.find((each) => each.id === id);
  if (!scenario) {
    errors.tell(problems.unknownScenario(id));
    return;
  }
  await startScenario(parts, scenario, args, () => chosen ?? setupFor(scenario.flow, settings().setup));
}

/** Starts a story that need not be in the catalogue, such as a cell of the truth table; otherwise as `startDemo`. */
export async function startScenario(
  { session, panel, settings }: Pick<Parts, 'session' | 'panel' | 'settings'>,
  card: ScenarioCard,
  args: readonly unknown[],
  setup: () => Setup,
): Promise<void> {
  if (isActive(session.run) && !(await mayReplace(session.run, args))) return;
  const { pace, startPaused } = settings();
  const hold = argument(args, 'hold');
  // The processes come up while the panel does.
  const started = session.start(card, {
    pace,
    hold: typeof hold === 'boolean' ? hold : startPaused,
    setup: setup(),
  });
  panel.reveal();
  await started;
}

async function mayReplace(run: Run, args: readonly unknown[]): Promise<boolean> {
  const replace = argument(args, 'replace');
  if (typeof replace === 'boolean') return replace;
  return ask(
    t('A demo is running. Replace it?'),
    t('"{0}" ends, and the new demo begins.', shortName(run.card)),
    t('Replace'),
  );
}
