import type { User, Users } from '../../apps/users';
import type { EventData } from '../../model';
import { probe } from '../node/probe';
import { callerLine } from '../node/source-line';

/** Makes a user table tell what the app reads and changes in it, and how a password check came out. Never a password. */
export function tapUsers(users: Users): Users {
  const real = {
    find: users.find.bind(users),
    findByName: users.findByName.bind(users),
    checkPassword: users.checkPassword.bind(users),
    changePassword: users.changePassword.bind(users),
    setRole: users.setRole.bind(users),
    setLocked: users.setLocked.bind(users),
    bumpVersion: users.bumpVersion.bind(users),
    setPermissions: users.setPermissions.bind(users),
  };

  users.find = (id) => {
    const user = real.find(id);
    if (id !== undefined) probe.tell('user.read', rowRead(id, user));
    return user;
  };
  users.findByName = (name) => {
    const user = real.findByName(name);
    if (user) probe.tell('user.read', rowRead(user.id, user));
    return user;
  };
  users.checkPassword = async (name, password) => {
    const source = callerLine();
    const user = await real.checkPassword(name, password);
    const username = typeof name === 'string' ? name : '';
    const known = real.findByName(username) !== undefined;
    const data = { username, known, matches: user !== undefined, algorithm: 'scrypt' };
    await probe.gate('password.checked', data, { source });
    return user;
  };
  users.changePassword = async (id, password, endSessions) => {
    const source = callerLine();
    const user = await real.changePassword(id, password, endSessions);
    if (user) await probe.gate('user.changed', rowChanged(user, 'password'), { source });
    return user;
  };
  users.setRole = (id, role) => told('role', real.setRole(id, role));
  users.setLocked = (id, locked) => told('locked', real.setLocked(id, locked));
  users.setPermissions = (id, permissions) => told('permissions', real.setPermissions(id, permissions));
  users.bumpVersion = (id) => told('version', real.bumpVersion(id));
  return users;
}

function told(what: EventData['user.changed']['what'], user: User | undefined): User | undefined {
  if (user) probe.tell('user.changed', rowChanged(user, what));
  return user;
}

function rowRead(id: string, user: User | undefined): EventData['user.read'] {
  if (!user) return { id, found: false };
  const { role, locked, version } = user;
  return { id, found: true, role, locked, version };
}

function rowChanged(user: User, what: EventData['user.changed']['what']): EventData['user.changed'] {
  const { id, name, role, locked, version, permissions } = user;
  return { id, name, what, role, locked, version, ...(permissions && { permissions: permissions.length }) };
}
