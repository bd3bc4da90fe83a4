import type { Scenario, StoreKind } from '../model';

/**
 * The scenario as it is played where sessions live in the given place. In an encrypted cookie, another server runs, and
 * nobody plays the session store: there is none. What the user does stays the same.
 */
export function deployed(scenario: Scenario, store: StoreKind): Scenario {
  if (scenario.app !== 'stateful' || store !== 'cookie') return scenario;
  return {
    ...scenario,
    title: 'Encrypted cookie: the whole session in the browser, a secret on the server',
    app: 'encrypted-cookie',
    actors: scenario.actors.filter(({ role }) => role !== 'store'),
  };
}
