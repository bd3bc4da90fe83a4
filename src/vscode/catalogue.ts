import type { FaultCard, Scenario, ScenarioCard } from '../model';

export interface ScenarioEntry extends ScenarioCard {
  /** Whether it is about sessions or tokens; `either` leaves that to the deployment. */
  readonly flow: Scenario['flow'];
}

/** What can be run and what can go wrong. The composition root fills it; nothing below it knows the content. */
export interface Catalogue {
  readonly scenarios: readonly ScenarioEntry[];
  /** Loaded when they are asked for: activation waits for no failure. */
  readonly faults: () => Promise<readonly FaultCard[]>;
}
