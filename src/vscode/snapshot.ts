import type { FaultCard } from '../model';
import type { Breakpoint } from '../model/breakpoints';
import type { HostMessage, RunCard } from '../model/view-protocol';
import type { Catalogue, ScenarioEntry } from './catalogue';
import { problems } from './problem';
import type { Run, RunBranch } from './run';

type Snapshot = Extract<HostMessage, { type: 'snapshot' }>;

/** Everything that the panel needs to draw itself from nothing. */
export function snapshot(
  run: Run | null,
  { scenarios, faults }: Pick<Catalogue, 'scenarios'> & { readonly faults: readonly FaultCard[] },
  notice: Snapshot['notice'],
  breakpoints: readonly Breakpoint[] = [],
): Snapshot {
  return {
    type: 'snapshot',
    run: run && { id: run.id, card: cardOf(run, scenarios), setup: run.setup },
    branch: run?.branch ? branchOf(run.branch) : null,
    events: run ? [...run.trace] : [],
    state: run && run.state,
    scenarios: scenarios.map(runCard),
    faults: [...faults],
    notice: run?.failure ? { message: problems.lab(run.failure).sentence, tone: 'error' } : notice,
    breakpoints: [...breakpoints],
  };
}

function branchOf({ trace, at, pair }: RunBranch): Snapshot['branch'] {
  return { events: [...trace], at, ...(pair && { pair }) };
}

function runCard({ id, title, teaches, flow }: ScenarioEntry): RunCard {
  return { scenario: id, title, teaches, flow };
}

function cardOf({ card }: Run, scenarios: Catalogue['scenarios']): RunCard {
  return runCard(scenarios.find(({ id }) => id === card.id) ?? { ...card, flow: 'either' });
}
