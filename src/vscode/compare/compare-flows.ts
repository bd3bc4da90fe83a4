import type { Setup } from '../../model';
import { measureWays } from '../../process/charts-process';
import { playThrough, type Played } from '../../process/play-through';
import { ask } from '../ask';
import { argument } from '../commands/arguments';
import type { Parts } from '../parts';
import { problems } from '../problem';
import { isActive } from '../run';
import { ownRedis, setupFor } from '../settings';
import { measurePair } from './measure-pair';
import { showPair } from './show-pair';
import { withProgress } from './with-progress';
import { shortName, t } from '../words';

/**
 * Plays the same acts against sessions and against tokens, each in a lab of its own and deployed as the settings say,
 * and puts the two runs side by side. What they do not show is measured then by others of the same deployment, as long
 * as they stand there. Argument, for keybindings: `replace` (boolean) answers whether a demo that runs may end.
 */
export async function compareFlows(parts: Parts, args: readonly unknown[]): Promise<void> {
  const { session, catalogue, charts, errors, log, settings, labPath } = parts;
  const flows = (['stateful', 'stateless'] as const).map((flow) =>
    catalogue.scenarios.find((each) => each.flow === flow),
  );
  const [stateful, stateless] = flows;
  if (!stateful || !stateless) return;
  if (isActive(session.run)) {
    const detail = t('"{0}" ends, and both runs are shown.', shortName(session.run.card));
    const may = argument(args, 'replace') ?? (await ask(t('A demo is running. Replace it?'), detail, t('Replace')));
    if (may !== true) return;
  }
  const usual = settings().setup;
  const seed = session.seed;
  const setups = { first: setupFor(stateful.flow, usual), second: setupFor(stateless.flow, usual) };
  const player =
    (canceled: AbortSignal) =>
    (scenario: string, setup: Setup): Promise<Played> =>
      playThrough(labPath(), { scenario, seed, inject: [], setup, ...ownRedis(settings()) }, canceled);
  const played = await withProgress(t('Playing the same acts against sessions and tokens'), (canceled) => {
    const play = player(canceled);
    return Promise.all([play(stateful.id, setups.first), play(stateless.id, setups.second)]);
  });
  if (played === null) return;
  if ('error' in played) {
    errors.tell(problems.notPlayed(played.error));
    return;
  }
  const [first, second] = played.done;
  const { run, pair } = await showPair(
    parts,
    { card: stateful, setup: setups.first, trace: first.trace },
    { card: stateless, setup: setups.second, trace: second.trace },
    // Nothing was done to it besides its acts, so that it can be played again as it was.
    { measuring: true, repeatable: true },
  );
  const measured = await withProgress(t('Measuring what the runs do not show'), async (canceled, tell) => {
    const left = new AbortController();
    const listening = session.onDidChange(({ type }) => {
      if (type === 'began') left.abort();
    });
    const either = AbortSignal.any([canceled, left.signal]);
    try {
      return await measurePair(setups.first, setups.second, {
        play: player(either),
        time: (ways) => measureWays(charts.path, ways, either),
        tell: (done, total) => tell(t('{0} of {1}', done, total)),
      });
    } finally {
      listening.dispose();
    }
  });
  // What could not be measured, or was not waited for, is left out.
  const found = measured !== null && 'done' in measured ? measured.done : null;
  if (measured !== null && 'error' in measured) log.warn(`A comparison was not measured: ${measured.error}`);
  session.pair(run, { ...pair, measuring: false, measured: found });
}
