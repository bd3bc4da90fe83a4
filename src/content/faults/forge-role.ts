import type { Fault } from '../../model';
import { whyNoToken } from './parts/credentials';

/** The user of the browser writes "admin" into the token and leaves the signature as it was. */
export const forgeRole: Fault = {
  id: 'forge-role',
  kind: 'token',
  title: 'Write "admin" into the token',
  teaches: 'A JWT is readable and editable by whoever holds it; without the key the signature cannot be made to fit.',
  target: 'browser',
  at: ['storage.written'],
  unavailable: whyNoToken,
  strike: (tools) => {
    const kept = tools.credential('browser');
    if (kept) tools.editCredential('browser', tools.withClaims(kept.value, { role: 'admin' }));
    return Promise.resolve();
  },
};
