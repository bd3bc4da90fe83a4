import { Denylist } from '../apps/denylist';
import { RefreshTokens } from '../apps/refresh-tokens';
import { Users, type User } from '../apps/users';
import type { Deployment, EventData, UserChange } from '../model';
import { LabFailure } from './failure';
import { SHOP } from './node/token-issuer';

/** As long as the access tokens of the shop live. Ms. */
const TOKEN_LIFETIME = 15 * 60 * 1000;

/** What the operator changes in the user table, which all servers read. */
export class People {
  readonly #users: Users;

  /** @param files paths of the run's databases */
  constructor(
    private readonly deployment: Deployment,
    private readonly files: { readonly users: string; readonly tokens: string },
    /** Virtual ms since the Unix epoch. */
    private readonly now: () => number,
    private readonly changed: (data: EventData['user.changed']) => void,
  ) {
    this.#users = new Users(files.users);
  }

  /** @throws LabFailure when nobody has this name */
  async change(name: string, change: UserChange): Promise<void> {
    const user = this.#users.findByName(name);
    if (!user) throw LabFailure.badCommand(`Nobody is called "${name}" in the user table.`);
    const { id } = user;
    if (change.role !== undefined) this.#tell('role', this.#users.setRole(id, change.role));
    if (change.locked !== undefined) this.#tell('locked', this.#users.setLocked(id, change.locked));
    if (change.password !== undefined) this.#tell('password', await this.#users.changePassword(id, change.password));
    if (change.permissions !== undefined)
      this.#tell('permissions', this.#users.setPermissions(id, permissionsOf(change.permissions)));
    if (change.endEverything === true) {
      this.#tell('version', this.#users.bumpVersion(id));
      if (this.deployment.app === 'stateless-refresh') await this.#revokeRefreshTokens(id);
      if (this.deployment.app === 'stateless-denylist') await this.#denyTokens(id);
    }
  }

  close(): void {
    this.#users.close();
  }

  async #revokeRefreshTokens(user: string): Promise<void> {
    const tokens = new RefreshTokens(this.files.tokens);
    try {
      await tokens.revokeUser(user);
    } finally {
      tokens.close();
    }
  }

  /** Every token that was issued until now, for as long as the youngest of them lives. */
  async #denyTokens(subject: string): Promise<void> {
    const denylist = new Denylist(this.files.tokens);
    const now = this.now();
    try {
      const until = now + TOKEN_LIFETIME;
      await denylist.revokeUser({ issuer: SHOP.issuer, subject, before: Math.floor(now / 1000), until });
    } finally {
      denylist.close();
    }
  }

  #tell(what: EventData['user.changed']['what'], user: User | undefined): void {
    if (!user) return;
    const { id, name, role, locked, version, permissions } = user;
    const many = permissions ? { permissions: permissions.length } : {};
    this.changed({ id, name, what, role, locked, version, ...many });
  }
}

/** So many permissions, in the words of a shop that has grown. */
function permissionsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `orders:read:region-${String(index)}`);
}
