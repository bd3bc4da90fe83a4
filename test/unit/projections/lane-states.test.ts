import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, Trace } from '../../../src/model';
import { laneStates, type LaneState } from '../../../src/projections/lane-states';
import { randomTrace } from './random-traces';
import { BALANCED_CAST, Story } from './traces';

function stateOf(trace: Trace, id: string): LaneState {
  const found = laneStates(trace).find(({ actor }) => actor.id === id);
  if (!found) throw new Error(`There is no lane ${id}.`);
  return found;
}

describe('the state of a lane', () => {
  it('follows a process from its start to its end', () => {
    const story = new Story().begin();
    expect(stateOf(story.events, 'app')).toMatchObject({ process: 'unborn', boot: 0 });
    story.start();
    expect(stateOf(story.events, 'app')).toMatchObject({ process: 'up', boot: 1 });
    story.add('node.hung', {}, { actor: 'app' });
    expect(stateOf(story.events, 'app').process).toBe('hung');
    story.add('node.resumed', {}, { actor: 'app' });
    expect(stateOf(story.events, 'app').process).toBe('up');
    story.add('node.exited', { signal: 'SIGKILL', code: null, expected: true }, { actor: 'app' });
    expect(stateOf(story.events, 'app').process).toBe('down');
    story.start(2);
    expect(stateOf(story.events, 'app')).toMatchObject({ process: 'up', boot: 2 });
  });

  it('is that of no process for people, and for a store until it shows one', () => {
    const story = new Story().begin();
    expect(stateOf(story.events, 'browser').process).toBe('none');
    expect(stateOf(story.events, 'store').process).toBe('none');
    story.add('node.exited', { signal: 'SIGKILL', code: null, expected: true }, { actor: 'store' });
    expect(stateOf(story.events, 'store').process).toBe('down');
  });

  it('says whether a server is on the list of the load balancer, where there is one', () => {
    expect(stateOf(new Story().begin().events, 'app').listed).toBeNull();
    const story = new Story().begin(BALANCED_CAST);
    expect(stateOf(story.events, 'app-2').listed).toBe(true);
    story.add('node.removed', { node: 'app-2', nodes: ['app'] }, { actor: 'balancer' });
    expect(stateOf(story.events, 'app-2').listed).toBe(false);
    expect(stateOf(story.events, 'app').listed).toBe(true);
    expect(stateOf(story.events, 'browser').listed).toBeNull();
  });

  it('knows a clock that is apart, and that it is right again', () => {
    const story = new Story().begin();
    story.add('clock.skewed', { node: 'app', by: 60_000 }, { actor: 'lab' });
    expect(stateOf(story.events, 'app').skew).toBe(60_000);
    story.add('clock.skewed', { node: 'app', by: 0 }, { actor: 'lab' });
    expect(stateOf(story.events, 'app').skew).toBe(0);
  });

  it('keeps lasting failures until they are lifted, and no others', () => {
    const story = new Story().begin();
    const slow = { fault: 'slow', title: 'Slow network', target: 'browser' };
    story.add('fault.fired', { ...slow, lasting: true }, { actor: 'lab' });
    story.add('fault.fired', { fault: 'steal', title: 'Steal', target: 'browser' }, { actor: 'lab' });
    expect(stateOf(story.events, 'browser').failures).toEqual([{ fault: 'slow', title: 'Slow network' }]);
    story.add('fault.lifted', slow, { actor: 'lab' });
    expect(stateOf(story.events, 'browser').failures).toEqual([]);
  });

  it('is there for every lane of any trace', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        const lanes = laneStates(trace).map(({ actor }) => actor.id);
        expect(new Set(lanes).size).toBe(lanes.length);
        const cast = trace.find(({ kind }) => kind === 'run.started')?.data as { actors: Actor[] } | undefined;
        for (const { id } of cast?.actors ?? []) expect(lanes).toContain(id);
        for (const { failures, boot } of laneStates(trace)) {
          expect(boot).toBeGreaterThanOrEqual(0);
          expect(failures.length).toBeLessThanOrEqual(trace.length);
        }
      }),
    );
  });
});
