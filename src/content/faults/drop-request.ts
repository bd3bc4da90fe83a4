import type { Fault } from '../../model';
import { disturbAsChosen, placeParameters, whyNoSuchPlace } from './parts/network';

/** The request never reaches the server, and the client gives up after half a minute. */
export const dropRequest: Fault = {
  id: 'drop-request',
  kind: 'network',
  title: 'Lose the next request',
  teaches:
    'The client cannot tell a lost request from a lost answer: after a time-out, it does not know what has happened.',
  target: 'browser',
  parameters: placeParameters('once'),
  at: ['request.sent', 'request.forwarded'],
  unavailable: whyNoSuchPlace,
  strike: (tools, values) => Promise.resolve(disturbAsChosen(tools, values, { how: 'drop', direction: 'request' })),
};
