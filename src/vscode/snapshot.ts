import type { HostMessage, RunCard } from '../model/view-protocol';
import type { ScenarioCard } from '../model';
import type { Catalogue } from './catalogue';
import { problems } from './problem';
import type { Run } from './run';

type Snapshot = Extract<HostMessage, { type: 'snapshot' }>;

/** Everything that the panel needs to draw itself from nothing. */
export function snapshot(run: Run | null, catalogue: Catalogue, notice: Snapshot['notice']): Snapshot {
  return {
    type: 'snapshot',
    run: run && { id: run.id, card: runCard(run.card) },
    events: run ? [...run.trace] : [],
    state: run && run.state,
    scenarios: catalogue.scenarios.map(runCard),
    faults: [...catalogue.faults],
    notice: run?.failure ? { message: problems.lab(run.failure).sentence, tone: 'error' } : notice,
  };
}

function runCard({ id, title, teaches }: ScenarioCard): RunCard {
  return { scenario: id, title, teaches };
}
