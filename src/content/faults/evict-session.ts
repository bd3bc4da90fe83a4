import type { Fault } from '../../model';
import { whyNoSessions } from './parts/credentials';
import { newestSession, whyStoreIsDown } from './parts/store';

/** As when a cache is full and makes room. */
export const evictSession: Fault = {
  id: 'evict-session',
  kind: 'store',
  title: 'Evict one session',
  teaches: 'One user is logged out and nobody told the server: a cache that is full may drop whom it likes.',
  target: 'store',
  unavailable: (tools) =>
    whyNoSessions(tools) ??
    whyStoreIsDown(tools) ??
    tools.store.refusesWrites ??
    (newestSession(tools) === null ? 'There is no session in the store now.' : null),
  strike: async (tools) => {
    const sid = newestSession(tools);
    if (sid !== null) await tools.store.evict(sid);
  },
};
