import * as users from '../../apps/users';
import { probe } from '../node/probe';

export * from '../../apps/users';

/** Tells that a password was checked, and with which result; never the password. */
export const checkPassword: typeof users.checkPassword = async (name, password) => {
  const user = await users.checkPassword(name, password);
  await probe.gate('password.checked', {
    username: typeof name === 'string' ? name : '',
    known: typeof name === 'string' && users.findUserByName(name) !== undefined,
    matches: user !== undefined,
    algorithm: 'scrypt',
  });
  return user;
};
