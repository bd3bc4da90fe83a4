import type { Fault } from '../../model';
import { NODE_PARAMETER, whyNodeIsDown } from './parts/node';

/** The process is stopped by a signal: as in an endless loop, or a machine that swaps. */
export const hang: Fault = {
  id: 'hang',
  kind: 'node',
  title: 'Let the server hang',
  teaches:
    'A hung server still takes connections, so only a time-out tells it from a slow one; its memory is not lost.',
  target: 'server',
  lasts: true,
  parameters: [NODE_PARAMETER],
  unavailable: (tools, values) =>
    whyNodeIsDown(tools, values) ?? (tools.isHung(values.text('node')) ? 'The server hangs already.' : null),
  strike: async (tools, values) => {
    const node = values.text('node');
    await tools.hang(node);
    return async () => {
      if (tools.isHung(node)) await tools.resume(node);
    };
  },
};
