import type { User } from './users';

/** Authorization: what a user who is known may do. Being known at all is authentication. */
export function hasRole(user: Pick<User, 'id' | 'role'>, required: User['role']): boolean {
  return user.role === required;
}
