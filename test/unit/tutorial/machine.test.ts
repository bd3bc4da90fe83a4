import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acted,
  acting,
  astray,
  began,
  enter,
  hint,
  observe,
  opened,
  predict,
  type ObservedRun,
  type Stand,
} from '../../../src/tutorial';
import { source, trace, tutorial } from './support';

const TEXT = source({
  act: '- start: true\n- play: first-visit',
  done: '- kind: response.received',
  more: `
\`\`\`hint
One.
\`\`\`

\`\`\`predict
question: Well?
choices:
  - { id: in, says: In, when: { kind: response.received, where: { status: 200 } } }
  - { id: out, says: Out }
\`\`\`

## Second

\`\`\`act
open: store
\`\`\`

\`\`\`done
since: run
events: [{ kind: response.received }]
\`\`\`

## Third

\`\`\`act
play: login
\`\`\`

\`\`\`done
- kind: password.checked
\`\`\`
`,
});
const [first, second, third] = tutorial(TEXT).steps;

const answered = trace(['request.sent'], ['response.received', { status: 401 }]);

function run(change: Partial<ObservedRun> = {}): ObservedRun {
  return { id: 'run-1', scenario: 'stateful', setup: {}, edited: false, trace: answered, phase: 'held', ...change };
}

describe('A step', () => {
  it('comes true by the events of the run that its act began', () => {
    const pressed = began(acting(enter(0, null)), first!, run({ trace: [] }));
    expect(pressed).toMatchObject({ run: 'run-1', from: 0, phase: 'acting' });
    const ended = observe(acted(pressed, []), first!, run());
    expect(ended).toMatchObject({ phase: 'done', truth: 'out' });
  });

  it('waits until the run holds: what belongs to it may still be on its way', () => {
    const stand = { ...enter(0, null), run: 'run-1', from: 0 };
    expect(observe(stand, first!, run({ phase: 'running' })).phase).toBe('open');
    expect(observe(stand, first!, run({ phase: 'ended' })).phase).toBe('done');
  });

  it('does not come true by events from before it, nor by those of another run', () => {
    expect(observe(enter(0, run()), first!, run()).phase).toBe('open');
    expect(observe({ ...enter(0, null), run: 'run-0' }, first!, run()).phase).toBe('open');
  });

  it('that opens something waits until it was opened', () => {
    const stand = enter(1, run());
    expect(observe(stand, second!, run()).phase).toBe('open');
    expect(observe(opened(stand, 'panel'), second!, run()).phase).toBe('open');
    expect(observe(opened(stand, 'store'), second!, run()).phase).toBe('done');
  });

  it('takes a prediction until it is done, and only one of its own', () => {
    const stand = predict(enter(0, run()), first!, 'in');
    expect(stand.predicted).toBe('in');
    expect(predict(stand, first!, 'elsewhere').predicted).toBe('in');
    expect(predict({ ...stand, phase: 'done' }, first!, 'out').predicted).toBe('in');
  });

  it('opens as many hints as there are', () => {
    expect(hint(hint(hint(enter(0, run()), first!), first!), first!).hints).toBe(1);
  });
});

describe('A learner who left the way', () => {
  it('is told where they are', () => {
    const there = enter(2, run());
    expect(astray(there, third!, run())).toBeNull();
    expect(astray(there, third!, null)).toBe('no-run');
    expect(astray(enter(2, null), third!, run())).toBe('no-run');
    expect(astray(there, third!, run({ id: 'run-2' }))).toBe('other-run');
    expect(astray(there, third!, run({ phase: 'ended' }))).toBe('run-over');
    expect(astray(there, third!, run({ phase: 'failed' }))).toBe('run-failed');
    expect(astray(acted(there, ['The run did not get there.']), third!, run())).toBe('did-not-happen');
  });

  it('is at home in a step that begins a run of its own', () => {
    expect(astray(enter(0, null), first!, null)).toBeNull();
    expect(astray(enter(0, run()), first!, run({ phase: 'ended' }))).toBeNull();
  });
});

describe('Whatever a learner does', () => {
  it('a step that came true stays so, and the index and the start never move by themselves', () => {
    const move = fc.constantFrom<(stand: Stand) => Stand>(
      (stand) => acting(stand),
      (stand) => acted(stand, []),
      (stand) => acted(stand, ['no']),
      (stand) => predict(stand, first!, 'in'),
      (stand) => predict(stand, first!, 'out'),
      (stand) => hint(stand, first!),
      (stand) => opened(stand, 'store'),
      (stand) => observe(stand, first!, run()),
      (stand) => observe(stand, first!, run({ phase: 'running' })),
      (stand) => observe(stand, first!, run({ id: 'run-2' })),
      (stand) => observe(stand, first!, null),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        let stand: Stand = { ...enter(0, null), run: 'run-1', from: 0 };
        for (const each of moves) {
          const next = each(stand);
          if (stand.phase === 'done') {
            expect(next.phase).toBe('done');
            expect(next.predicted).toBe(stand.predicted);
            expect(next.truth).toBe(stand.truth);
          }
          expect([next.index, next.from, next.run]).toEqual([0, 0, 'run-1']);
          expect(next.hints).toBeLessThanOrEqual(1);
          expect(astray(next, first!, run())).not.toBe('no-run');
          stand = next;
        }
      }),
    );
  });
});
