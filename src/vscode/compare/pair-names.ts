import type { ScenarioCard, Setup } from '../../model';
import { STORE_TITLES, TOKEN_TITLES } from '../../model/setup-titles';
import { shortTitle } from '../run';

/** What tells a run apart from others beside it, as in "Stateful · Redis, 2 servers". */
export function pairName(card: ScenarioCard, { store, tokens, algorithm, nodes = 1 }: Setup): string {
  const parts = [
    ...(tokens === undefined ? [] : [TOKEN_TITLES[tokens].title]),
    ...(tokens === undefined || algorithm === undefined ? [] : [algorithm]),
    ...(store === undefined ? [] : [STORE_TITLES[store].title]),
    ...(nodes === 1 ? [] : [`${String(nodes)} servers`]),
  ];
  return parts.length === 0 ? shortTitle(card) : `${shortTitle(card)} · ${parts.join(', ')}`;
}

/** Names for two runs; never the same. */
export function pairNames(first: string, second: string): { readonly first: string; readonly second: string } {
  return first === second ? { first: `${first} (first)`, second: `${second} (second)` } : { first, second };
}
