import type { ScenarioCard, Setup } from '../../model';
import { STORE_TITLES, TOKEN_TITLES } from '../../model/setup-titles';
import { shortTitle } from '../run';
import { inEnglish, type Say } from '../../projections/phrasebook';

/** What tells a run apart from others beside it, as in "Stateful · Redis, 2 servers". */
export function pairName(
  card: ScenarioCard,
  { store, tokens, algorithm, nodes = 1 }: Setup,
  say: Say = inEnglish,
): string {
  const name = shortTitle({ title: say(card.title) });
  const parts = [
    ...(tokens === undefined ? [] : [say(TOKEN_TITLES[tokens].title)]),
    ...(tokens === undefined || algorithm === undefined ? [] : [algorithm]),
    ...(store === undefined ? [] : [say(STORE_TITLES[store].title)]),
    ...(nodes === 1 ? [] : [say('{0} servers', nodes)]),
  ];
  return parts.length === 0 ? name : `${name} · ${parts.join(', ')}`;
}

/** Names for two runs; never the same. */
export function pairNames(
  first: string,
  second: string,
  say: Say = inEnglish,
): { readonly first: string; readonly second: string } {
  return first === second
    ? { first: say('{0} (first)', first), second: say('{0} (second)', second) }
    : { first, second };
}
