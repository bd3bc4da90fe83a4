import type { Setup } from '../../model';
import { BALANCING_TITLES, STORE_TITLES, TOKEN_TITLES } from '../../model/setup-titles';

/** How a run is deployed, as in "Sessions: Redis · 2 servers, round robin". */
export function deploymentWords({ store, tokens, nodes = 1, balancing = 'round-robin' }: Setup): string {
  const kept =
    tokens === undefined
      ? `Sessions: ${STORE_TITLES[store ?? 'memory'].title}`
      : `Tokens: ${TOKEN_TITLES[tokens].title}`;
  const servers =
    nodes === 1 ? '1 server' : `${String(nodes)} servers, ${BALANCING_TITLES[balancing].title.toLowerCase()}`;
  return `${kept} · ${servers}`;
}
