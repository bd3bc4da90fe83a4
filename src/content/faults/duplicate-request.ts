import type { Fault } from '../../model';
import { disturbAsChosen, placeParameters, whyNoSuchPlace } from './parts/network';

/** As when a proxy repeats a request that it believes lost. */
export const duplicateRequest: Fault = {
  id: 'duplicate-request',
  kind: 'network',
  title: 'Deliver the next request twice',
  teaches:
    'What a request does, it may do twice: a server must bear that, or notice that it has seen the request before.',
  target: 'browser',
  parameters: placeParameters('once'),
  at: ['request.sent', 'request.forwarded'],
  unavailable: whyNoSuchPlace,
  strike: (tools, values) =>
    Promise.resolve(disturbAsChosen(tools, values, { how: 'duplicate', direction: 'request' })),
};
