import type { Fault } from '../../model';
import { NODE_PARAMETER, whyNodeIsDown } from './parts/node';

const MINUTE = 60_000;

/** One machine's clock runs apart, as when it no longer hears the time server. */
export const clockSkew: Fault = {
  id: 'clock-skew',
  kind: 'node',
  title: "Set the server's clock wrong",
  teaches: 'Whoever checks an expiry does so by the clock at hand: servers must share the time as they share a secret.',
  target: 'server',
  lasts: true,
  parameters: [
    NODE_PARAMETER,
    { id: 'minutes', title: 'Ahead by', type: 'number', unit: 'minutes', min: -1_440, max: 1_440, default: 20 },
  ],
  unavailable: (tools, values) =>
    whyNodeIsDown(tools, values) ?? (values.number('minutes') === 0 ? 'By 0 minutes, the clock is right.' : null),
  strike: async (tools, values) => {
    const node = values.text('node');
    await tools.skewClock(node, values.number('minutes') * MINUTE);
    return async () => {
      if (tools.nodes.includes(node)) await tools.skewClock(node, 0);
    };
  },
};
