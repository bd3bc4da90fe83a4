import type { ScenarioCard, Setup, Trace } from '../../model';
import type { RunPair } from '../../model/run-pair';
import type { Parts } from '../parts';
import { t } from '../words';
import { pairName, pairNames } from './pair-names';

/** One of two runs that are shown side by side. */
export interface Side {
  readonly card: ScenarioCard;
  readonly setup: Setup;
  readonly trace: Trace;
}

export interface ShownPair {
  /** Of the run of the moment, which is the second. */
  readonly run: string;
  readonly pair: RunPair;
}

/**
 * Shows two runs side by side, in place of the run of the moment. They share no event from which they parted.
 * @param measuring what the runs do not show will be told by `session.pair`
 * @param repeatable whether playing the second one's scenario with its setup gives the same run
 * @returns when the lab of the run before is gone
 */
export async function showPair(
  { session, panel }: Pick<Parts, 'session' | 'panel'>,
  first: Side,
  second: Side,
  { measuring = false, repeatable = false }: { readonly measuring?: boolean; readonly repeatable?: boolean } = {},
): Promise<ShownPair> {
  const names = pairNames(pairName(first.card, first.setup, t), pairName(second.card, second.setup, t), t);
  const pair: RunPair = { ...names, measuring, measured: null };
  const other = { trace: [...first.trace], interventions: [], at: -1, pair };
  const shown = session.show(second.card, [...second.trace], second.setup, other, repeatable);
  const run = session.run?.id ?? '';
  panel.show('comparison');
  await shown;
  return { run, pair };
}
