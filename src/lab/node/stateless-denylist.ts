import { Denylist } from '../../apps/denylist';
import * as shipped from '../../apps/stateless-denylist';
import { Users } from '../../apps/users';
import { denylistRow, tapDenylist } from '../taps/denylist';
import { tapUsers } from '../taps/users';
import { heldKeys, openKeys } from './held-secrets';
import { serveNode } from './serve-node';
import { SHOP } from './token-issuer';

serveNode(shipped, async ({ algorithm, secrets, tokenStore, users }, program) => {
  const keys = openKeys(algorithm, secrets.signing);
  const denylist = new Denylist(tokenStore);
  const rows = (await denylist.all()).map(denylistRow);
  return {
    app: program.createDenylistApp({
      ...SHOP,
      keys,
      users: tapUsers(new Users(users)),
      denylist: tapDenylist(denylist),
    }),
    holds: heldKeys(keys),
    opened: { store: 'sqlite', table: 'denylist', durable: true, rows },
    store: null,
  };
});
