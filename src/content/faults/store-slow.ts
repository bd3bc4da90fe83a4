import type { Fault } from '../../model';
import { keepsSessions } from '../../model/contracts';
import { frequencyParameters, readFrequency } from './parts/frequency';

export const storeSlow: Fault = {
  id: 'store-slow',
  kind: 'store',
  title: 'Slow the store down',
  teaches: 'Every question to the store is waited for before the answer: whatever is looked up costs this time again.',
  target: 'store',
  lasts: true,
  parameters: [
    { id: 'delay', title: 'Delay', type: 'number', unit: 'ms', min: 1, max: 20_000, default: 300 },
    { id: 'jitter', title: 'And up to so much more', type: 'number', unit: 'ms', min: 0, max: 9_000, default: 0 },
    ...frequencyParameters('always'),
  ],
  at: ['store.asked'],
  unavailable: (tools) => {
    if (tools.store.none !== null) return tools.store.none;
    const { app, store } = tools.deployment;
    return keepsSessions(app) && store === 'memory'
      ? "This store is the server's own memory, which is not slow."
      : null;
  },
  strike: (tools, values) => {
    const [amount, jitter] = [values.number('delay'), values.number('jitter')];
    const place = { direction: 'request', route: null, frequency: readFrequency(values) } as const;
    const lifts = tools.nodes.map((from) => tools.disturb({ how: 'delay', ...place, from, amount, jitter }));
    return Promise.resolve(async () => {
      for (const lift of lifts) await lift();
    });
  },
};
