import type { Scenario, ScenarioCard } from '../../model';
import { truthScenarios } from '../truth';
import { stateful } from './stateful';
import { stateless } from './stateless';

/** The stories that menus offer, in their order. */
export const scenarios: readonly Scenario[] = [stateful, stateless];

/** Finds a story by its id; the rows of the truth table can be run as well. */
export function findScenario(id: string): Scenario | undefined {
  return [...scenarios, ...truthScenarios].find((scenario) => scenario.id === id);
}

/** The scenarios as data, for menus in other processes. */
export const scenarioCards: readonly ScenarioCard[] = scenarios.map(({ id, title, teaches }) => ({
  id,
  title,
  teaches,
}));
