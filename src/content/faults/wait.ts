import type { Fault } from '../../model';

const MINUTE = 60_000;

export const wait: Fault = {
  id: 'wait',
  kind: 'time',
  title: 'Let time pass',
  teaches: 'Nothing is asked, and yet everything with an end comes closer to it: sessions, cookies, tokens and rows.',
  target: 'browser',
  parameters: [
    { id: 'minutes', title: 'How long', type: 'number', unit: 'minutes', min: 1, max: 525_600, default: 10 },
  ],
  unavailable: () => null,
  strike: (tools, values) => tools.advanceClock(values.number('minutes') * MINUTE),
};
