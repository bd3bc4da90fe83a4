import type { Fault } from '../../model';
import { disturbAsChosen, placeParameters, whyNoSuchPlace } from './parts/network';

/** As a firewall does that has lost patience: both ends are told at once that the connection is gone. */
export const resetConnection: Fault = {
  id: 'reset-connection',
  kind: 'network',
  title: 'Break the next connection',
  teaches: 'A broken connection is known at once, but it does not say whether the server had already acted.',
  target: 'browser',
  parameters: [
    {
      id: 'when',
      title: 'When',
      type: 'choice',
      default: 'response',
      options: [
        { id: 'request', title: 'Before the request arrives' },
        { id: 'response', title: 'Before the response arrives' },
      ],
    },
    ...placeParameters('once'),
  ],
  at: ['request.sent', 'request.forwarded', 'request.received'],
  unavailable: whyNoSuchPlace,
  strike: (tools, values) => {
    const direction = values.text('when') === 'request' ? 'request' : 'response';
    return Promise.resolve(disturbAsChosen(tools, values, { how: 'reset', direction }));
  },
};
