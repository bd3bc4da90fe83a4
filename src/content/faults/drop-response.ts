import type { Fault } from '../../model';
import { disturbAsChosen, placeParameters, whyNoSuchPlace } from './parts/network';

/** The server answers, and the answer never arrives. */
export const dropResponse: Fault = {
  id: 'drop-response',
  kind: 'network',
  title: 'Lose the next response',
  teaches:
    'The server has done its work and the client does not know: a login without its answer is a login all the same.',
  target: 'browser',
  parameters: placeParameters('once'),
  at: ['request.sent', 'request.forwarded', 'request.received'],
  unavailable: whyNoSuchPlace,
  strike: (tools, values) => Promise.resolve(disturbAsChosen(tools, values, { how: 'drop', direction: 'response' })),
};
