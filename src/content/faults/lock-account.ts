import type { Fault } from '../../model';
import { USER_PARAMETER } from './parts/people';

/** As when somebody leaves the company. Lifted, the account is unlocked again. */
export const lockAccount: Fault = {
  id: 'lock-account',
  kind: 'people',
  title: 'Lock an account',
  teaches:
    'A server that asks the user table at each request locks the user out at once; a believed token has time left.',
  target: 'server',
  parameters: [USER_PARAMETER],
  unavailable: () => null,
  strike: async (tools, values) => {
    const user = values.text('user');
    await tools.changeUser(user, { locked: true });
    return () => tools.changeUser(user, { locked: false });
  },
};
