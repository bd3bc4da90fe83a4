import type { FaultParameter } from '../../../model';

/** Whose account it is about. */
export const USER_PARAMETER: FaultParameter = {
  id: 'user',
  title: 'Who',
  type: 'choice',
  default: 'alice',
  options: [
    { id: 'alice', title: 'alice, a user' },
    { id: 'bob', title: 'bob, an administrator' },
    { id: 'mallory', title: "mallory, the thief's own account" },
  ],
};
