import type { Fault } from '../../model';
import { whyStoreIsDown } from './parts/store';

/** As with a full disk, or a replica that only reads. */
export const storeWriteFails: Fault = {
  id: 'store-write-fails',
  kind: 'store',
  title: 'Let the store refuse to write',
  teaches:
    'Nobody is logged in before the session is stored: a server that answers first promises what it may not keep.',
  target: 'store',
  lasts: true,
  at: ['password.checked'],
  unavailable: (tools) => whyStoreIsDown(tools) ?? tools.store.cannotFailWrites,
  strike: (tools) => tools.store.failWrites(),
};
