import type { Fault } from '../../model';

/** The user of the browser writes "admin" into the token and leaves the signature as it was. */
export const forgeRole: Fault = {
  id: 'forge-role',
  title: 'Write "admin" into the token',
  teaches: 'A JWT is readable and editable by whoever holds it; without the key the signature cannot be made to fit.',
  target: 'browser',
  unavailable: (tools) => {
    if (tools.app !== 'stateless') return 'A session cookie holds no role: it is kept on the server.';
    return tools.credential('browser') ? null : 'The browser keeps no token now.';
  },
  strike: (tools) => {
    const kept = tools.credential('browser');
    if (kept) tools.editCredential('browser', tools.withClaims(kept.value, { role: 'admin' }));
    return Promise.resolve();
  },
};
