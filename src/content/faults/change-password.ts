import type { Fault } from '../../model';
import { USER_PARAMETER } from './parts/people';

/** The help desk sets a new password, with or without ending what the old one had opened. */
export const changePassword: Fault = {
  id: 'change-password',
  kind: 'people',
  title: 'Change a password',
  teaches:
    'A new password is for the next login; sessions and tokens that exist go on unless something ends them, too.',
  target: 'server',
  parameters: [
    USER_PARAMETER,
    {
      id: 'logins',
      title: 'Logins that exist',
      type: 'choice',
      default: 'keep',
      options: [
        { id: 'keep', title: 'Let them go on' },
        { id: 'end', title: 'End them, as far as this server can' },
      ],
    },
  ],
  unavailable: () => null,
  strike: (tools, values) =>
    tools.changeUser(values.text('user'), {
      password: 'through-the-mirror',
      ...(values.text('logins') === 'end' ? { endEverything: true } : {}),
    }),
};
