import type { Fault } from '../../model';
import { whyStoreIsDown } from './parts/store';

/** As after an operator's slip, or a cache that was flushed. */
export const emptyStore: Fault = {
  id: 'empty-store',
  kind: 'store',
  title: 'Empty the session store',
  teaches:
    'The cookie is still there and its signature still fits, but it leads to no row: everybody is logged out at once.',
  target: 'store',
  unavailable: (tools) => {
    const down = whyStoreIsDown(tools);
    if (down !== null || tools.store.isProcess) return down;
    return tools.nodes.some((node) => tools.isUp(node)) ? null : 'The server is down.';
  },
  strike: (tools) => tools.store.empty(),
};
