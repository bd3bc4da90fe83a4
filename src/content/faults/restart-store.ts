import type { Fault } from '../../model';
import { whyNoStoreProcess } from './parts/store';

/** Its process is killed, if it still runs, and a new one reads what the old one had written. */
export const restartStore: Fault = {
  id: 'restart-store',
  kind: 'store',
  title: 'Restart the store with its data',
  teaches: 'A store that writes to disk finds its rows again, and its users notice nothing.',
  target: 'store',
  unavailable: whyNoStoreProcess,
  strike: async (tools) => {
    if (tools.store.isUp()) await tools.store.kill();
    await tools.store.start({ kept: true });
  },
};
