import type { Fault } from '../../model';
import { disturbAsChosen, placeParameters, whyNoSuchPlace } from './parts/network';

export const truncateResponse: Fault = {
  id: 'truncate-response',
  kind: 'network',
  title: 'Cut the next response off',
  teaches:
    'Content-Length says how much should have come: a client that gets less has no response, only a part of one.',
  target: 'browser',
  parameters: [
    {
      id: 'bytes',
      title: 'Bytes of the body that arrive',
      type: 'number',
      unit: 'bytes',
      min: 0,
      max: 65_536,
      default: 10,
    },
    ...placeParameters('once'),
  ],
  at: ['request.sent', 'request.forwarded', 'request.received'],
  unavailable: whyNoSuchPlace,
  strike: (tools, values) =>
    Promise.resolve(
      disturbAsChosen(tools, values, { how: 'truncate', direction: 'response', amount: values.number('bytes') }),
    ),
};
