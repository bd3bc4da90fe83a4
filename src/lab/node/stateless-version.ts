import * as shipped from '../../apps/stateless-version';
import { Users } from '../../apps/users';
import { tapUsers } from '../taps/users';
import { heldKeys, openKeys } from './held-secrets';
import { serveNode } from './serve-node';
import { SHOP } from './token-issuer';

serveNode(shipped, ({ algorithm, secrets, users }, program) => {
  const keys = openKeys(algorithm, secrets.signing);
  return {
    app: program.createVersionApp({ ...SHOP, keys, users: tapUsers(new Users(users)) }),
    holds: heldKeys(keys),
    opened: null,
    store: null,
  };
});
