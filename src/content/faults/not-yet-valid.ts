import type { Fault } from '../../model';
import { issuesTokens } from '../../model/contracts';
import { NODE_PARAMETER, whyNodeIsDown } from './parts/node';

const TWO_MINUTES = 2 * 60 * 1000;

/** The server's clock falls behind the one by which the token was issued. */
export const notYetValid: Fault = {
  id: 'not-yet-valid',
  kind: 'token',
  title: "Set the server's clock 2 minutes back",
  teaches:
    'A token names a time before which it is not valid: to a server that is behind, a fresh one comes too early.',
  target: 'server',
  lasts: true,
  parameters: [NODE_PARAMETER],
  unavailable: (tools, values) =>
    issuesTokens(tools.deployment.app)
      ? whyNodeIsDown(tools, values)
      : 'This server sets a cookie and issues no tokens.',
  strike: async (tools, values) => {
    const node = values.text('node');
    await tools.skewClock(node, -TWO_MINUTES);
    return async () => {
      if (tools.nodes.includes(node)) await tools.skewClock(node, 0);
    };
  },
};
