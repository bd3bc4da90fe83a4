import type { Fault } from '../../model';

/** As after an operator's slip, or a cache that was flushed. */
export const emptyStore: Fault = {
  id: 'empty-store',
  title: 'Empty the session store',
  teaches:
    'The cookie is still there and its signature still fits, but it leads to no row: everybody is logged out at once.',
  target: 'store',
  unavailable: (tools) => {
    if (tools.app !== 'stateful') return 'This server keeps no sessions, so there is nothing to empty.';
    return tools.isUp('app') ? null : 'The server is down.';
  },
  strike: (tools) => tools.destroySessions(),
};
