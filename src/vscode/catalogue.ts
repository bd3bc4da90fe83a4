import type { FaultCard, ScenarioCard } from '../model';

export interface ScenarioEntry extends ScenarioCard {
  /** The teaching server that it runs: a path inside the extension. */
  readonly serverCode: string;
}

/** What can be run and what can go wrong. The composition root fills it; nothing below it knows the content. */
export interface Catalogue {
  readonly scenarios: readonly ScenarioEntry[];
  readonly faults: readonly FaultCard[];
}
