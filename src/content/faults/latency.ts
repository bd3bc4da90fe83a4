import type { Fault } from '../../model';
import { disturbAsChosen, placeParameters, whyNoSuchPlace } from './parts/network';

/** Both together stay below the half minute after which a client gives up. */
export const latency: Fault = {
  id: 'latency',
  kind: 'network',
  title: 'Slow the network down',
  teaches: 'Time passes on the way: what was valid when it was sent may have expired when it arrives.',
  target: 'browser',
  lasts: true,
  parameters: [
    { id: 'delay', title: 'Delay', type: 'number', unit: 'ms', min: 0, max: 20_000, default: 200 },
    { id: 'jitter', title: 'And up to so much more', type: 'number', unit: 'ms', min: 0, max: 9_000, default: 0 },
    {
      id: 'direction',
      title: 'Which messages',
      type: 'choice',
      default: 'request',
      options: [
        { id: 'request', title: 'Requests' },
        { id: 'response', title: 'Responses' },
      ],
    },
    ...placeParameters('always'),
  ],
  at: ['request.sent', 'request.forwarded'],
  unavailable: whyNoSuchPlace,
  strike: (tools, values) => {
    const direction = values.text('direction') === 'response' ? 'response' : 'request';
    const [amount, jitter] = [values.number('delay'), values.number('jitter')];
    return Promise.resolve(disturbAsChosen(tools, values, { how: 'delay', direction, amount, jitter }));
  },
};
