import type { Fault } from '../../model';
import { whyNoStoreProcess } from './parts/store';

/** The store's process ends; the servers stay up and ask in vain. */
export const storeDown: Fault = {
  id: 'store-down',
  kind: 'store',
  title: 'Kill the store',
  teaches:
    'A server that cannot look must answer with an error: it knows neither that somebody is logged in nor that not.',
  target: 'store',
  lasts: true,
  unavailable: (tools) => whyNoStoreProcess(tools) ?? (tools.store.isUp() ? null : 'The store is already down.'),
  strike: async (tools) => {
    await tools.store.kill();
    return async () => {
      if (!tools.store.isUp()) await tools.store.start({ kept: true });
    };
  },
};
