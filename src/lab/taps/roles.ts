import * as roles from '../../apps/roles';
import { probe } from '../node/probe';

/** Tells that a role was checked. */
export const hasRole: typeof roles.hasRole = (user, required) => {
  const allowed = roles.hasRole(user, required);
  probe.tell('role.checked', { subject: user.id, required, actual: user.role, allowed });
  return allowed;
};
