import { describe, expect, it } from 'vitest';
import type { Intervention, Trace } from '../../../src/model';
import { perform, type Action, type Hands } from '../../../src/tutorial';
import { source, trace, tutorial } from './support';

/** Hands that note what they are told to do. */
function hands(of: Trace, refusal: string | null = null): Hands & { readonly done: unknown[] } {
  const done: unknown[] = [];
  return {
    done,
    trace: () => of,
    start: (scenario, _setup, _target, edit) => {
      done.push(['start', scenario, edit?.id]);
      return Promise.resolve(refusal);
    },
    runTo: (target) => Promise.resolve(done.push(['play', target.type]) > 0),
    intervene: (what: Intervention) => {
      done.push(what);
      return Promise.resolve(null);
    },
    open: (view) => Promise.resolve(void done.push(['open', view])),
    editCode: ({ id }) => Promise.resolve(void done.push(['edit', id])),
  };
}

const actionsOf = (act: string): readonly Action[] => tutorial(source({ act })).steps[0]!.act!.actions;

const LOGIN = trace(
  ['cookie.stored', { cookie: { name: 'lb', value: 'balancer' } }, { actor: 'browser' }],
  ['cookie.stored', { cookie: { name: 'sid', value: 'of another*one' } }, { actor: 'thief' }],
  ['cookie.stored', { cookie: { name: 'sid', value: 'a*b*c' } }, { actor: 'browser' }],
  ['cookie.stored', { cookie: { name: 'sid', value: 'd*e*f' } }, { actor: 'browser' }],
);

describe('A credential of the run that is open', () => {
  it('is the first that this client kept, and not the load balancer’s cookie', async () => {
    const act = actionsOf('- start: true\n- credential: { client: browser, kept: first }').slice(1);
    const told = hands(LOGIN);
    expect(await perform(act, told)).toEqual([]);
    expect(told.done).toEqual([{ type: 'setCredential', client: 'browser', value: 'a*b*c' }]);
  });

  it('can have one of its parts replaced', async () => {
    const act = actionsOf(
      '- start: true\n- credential: { client: browser, kept: first, replace: { part: 2, of: "*", by: x } }',
    ).slice(1);
    const told = hands(LOGIN);
    await perform(act, told);
    expect(told.done).toEqual([{ type: 'setCredential', client: 'browser', value: 'a*x*c' }]);
  });

  it('that nobody has kept yet is said, and nothing is done', async () => {
    const act = actionsOf('- start: true\n- credential: { client: browser, kept: first }').slice(1);
    const told = hands([]);
    expect(await perform(act, told)).toEqual(['The browser has kept nothing yet that proves who it is.']);
    expect(told.done).toEqual([]);
  });
});

describe('A server of the learner’s own', () => {
  it('is started by one action and opened by another', async () => {
    const told = hands([]);
    const act = actionsOf(
      '- start: { scenario: stateful, edited: keep-id }\n- edit: { code: keep-id }\n- open: charts',
    );
    expect(await perform(act, told)).toEqual([]);
    expect(told.done).toEqual([
      ['start', 'stateful', 'keep-id'],
      ['edit', 'keep-id'],
      ['open', 'charts'],
    ]);
  });

  it('that does not start leaves what follows undone', async () => {
    const told = hands([], 'The server is still as it was.');
    const act = actionsOf('- start: { scenario: stateful, edited: keep-id }\n- play: login');
    expect(await perform(act, told)).toEqual(['The server is still as it was.']);
    expect(told.done).toEqual([['start', 'stateful', 'keep-id']]);
  });
});
