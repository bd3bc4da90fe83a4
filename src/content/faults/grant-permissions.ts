import type { AppId, Fault } from '../../model';
import { USER_PARAMETER } from './parts/people';

/** Servers that write what a user may do into what they hand out. */
const CARRIERS: readonly AppId[] = [
  'encrypted-cookie',
  'stateless',
  'stateless-denylist',
  'stateless-refresh',
  'stateless-naive',
];

/** A list that grows, as such lists do. It travels from the next login on. */
export const grantPermissions: Fault = {
  id: 'grant-permissions',
  kind: 'people',
  title: 'Give somebody many permissions',
  teaches:
    'What is written into a token or a cookie travels with every request, up to where the browser refuses the cookie or the server the header.',
  target: 'server',
  parameters: [
    USER_PARAMETER,
    { id: 'count', title: 'Permissions', type: 'number', unit: '', min: 0, max: 1_000, default: 100 },
  ],
  unavailable: ({ deployment }) =>
    CARRIERS.includes(deployment.app)
      ? null
      : 'This server puts no permissions into what it hands out, so nothing that travels would grow.',
  strike: (tools, values) => tools.changeUser(values.text('user'), { permissions: values.number('count') }),
};
