import type { Fault } from '../../model';
import { logOut } from '../scenarios/page';
import { whyStoreIsDown } from './parts/store';

/** The user logs out just while the store cannot write; a moment later it can again. */
export const storeDestroyFails: Fault = {
  id: 'store-destroy-fails',
  kind: 'store',
  title: 'Log out while the store cannot write',
  teaches: 'A logout that could not be written has not happened: a server that says so lets its user try again.',
  target: 'store',
  lasts: true,
  unavailable: (tools) => {
    const why = whyStoreIsDown(tools) ?? tools.store.cannotFailWrites;
    if (why !== null) return why;
    return tools.credential('browser') ? null : 'The browser keeps no credential, so there is nobody to log out.';
  },
  strike: (tools) => {
    tools.interlude({
      id: 'log-out-in-vain',
      title: 'Log out while the store cannot write',
      by: 'browser',
      play: async (stage) => {
        // Something else may have come first: then it cannot write anyway.
        const lift = tools.store.cannotFailWrites === null ? await tools.store.failWrites() : null;
        await logOut(stage, 'browser');
        await lift?.();
      },
    });
    return Promise.resolve();
  },
};
