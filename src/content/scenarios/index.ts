import type { Scenario, ScenarioCard } from '../../model';
import { stateful } from './stateful';
import { stateless } from './stateless';

/** Every story that can be run, in the order of menus. */
export const scenarios: readonly Scenario[] = [stateful, stateless];

export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}

/** The scenarios as data, for menus in other processes. */
export const scenarioCards: readonly ScenarioCard[] = scenarios.map(({ id, title, teaches }) => ({
  id,
  title,
  teaches,
}));
