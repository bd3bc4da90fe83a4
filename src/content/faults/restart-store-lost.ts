import type { Fault } from '../../model';
import { whyNoStoreProcess } from './parts/store';

/** As with a cache that was never meant to keep anything. */
export const restartStoreLost: Fault = {
  id: 'restart-store-lost',
  kind: 'store',
  title: 'Restart the store without its data',
  teaches: 'A store that writes nothing to disk forgets like any process: every session in it is over.',
  target: 'store',
  unavailable: whyNoStoreProcess,
  strike: async (tools) => {
    if (tools.store.isUp()) await tools.store.kill();
    await tools.store.start({ kept: false });
  },
};
