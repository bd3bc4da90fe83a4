import { expect, it } from 'vitest';
import type { TraceEvent } from '../../../../src/model';
import { RunShelf } from '../../../../src/vscode/compare/run-shelf';
import type { Run } from '../../../../src/vscode/run';
import type { RunChange } from '../../../../src/vscode/run-session';
import { Signal } from '../../../../src/vscode/signal';
import { recorded } from '../../projections/recorded';

/** A session that begins whatever run it is given. */
function bench() {
  const changes = new Signal<RunChange>();
  const session: { run: Run | null; onDidChange: typeof changes.event } = { run: null, onDidChange: changes.event };
  const shelf = new RunShelf(session);
  return {
    shelf,
    begin: (id: string, trace: readonly TraceEvent[]): TraceEvent[] => {
      const events = [...trace];
      const card = { id, title: id, teaches: '' };
      const state = { phase: 'ended', pace: 0, clock: 0, nodes: [], faults: [], armed: [] } as const;
      session.run = {
        id,
        card,
        trace: events,
        state,
        setup: {},
        interventions: [],
        branch: null,
        failure: null,
      } as unknown as Run;
      changes.fire({ type: 'began' });
      return events;
    },
    ids: () => shelf.runs.map(({ id }) => id),
  };
}

it('keeps the runs of the window, the newest first, and none in which nothing happened', () => {
  const { begin, ids } = bench();
  begin('a', recorded('stateful'));
  const events = begin('b', []);
  begin('c', recorded('stateless'));
  expect(ids()).toEqual(['c', 'a']);
  events.push(...recorded('killed'));
  expect(ids()).toEqual(['c', 'b', 'a']);
});

it('keeps a run once that was only shown again', () => {
  const { begin, ids } = bench();
  const first = begin('a', recorded('stateful'));
  begin('b', recorded('stateless'));
  begin('a again', first);
  expect(ids()).toEqual(['b', 'a']);
});

it('forgets the oldest, and listens to nobody once it is disposed', () => {
  const { shelf, begin, ids } = bench();
  for (let index = 0; index < 15; index += 1) begin(String(index), recorded('stateful'));
  expect(ids()).toEqual(['14', '13', '12', '11', '10', '9', '8', '7', '6', '5', '4', '3']);
  shelf.dispose();
  begin('last', recorded('stateful'));
  expect(ids()).toEqual([]);
});
