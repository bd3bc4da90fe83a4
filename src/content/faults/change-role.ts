import type { Fault } from '../../model';
import { USER_PARAMETER } from './parts/people';

export const changeRole: Fault = {
  id: 'change-role',
  kind: 'people',
  title: "Change somebody's role",
  teaches: 'A role that is looked up changes at once; one that stands in a token is believed until the token expires.',
  target: 'server',
  parameters: [
    USER_PARAMETER,
    {
      id: 'change',
      title: 'Change',
      type: 'choice',
      default: 'promote',
      options: [
        { id: 'promote', title: 'Make an administrator' },
        { id: 'demote', title: 'Make a user' },
      ],
    },
  ],
  unavailable: () => null,
  strike: (tools, values) =>
    tools.changeUser(values.text('user'), { role: values.text('change') === 'promote' ? 'admin' : 'user' }),
};
