import { dirname, join } from 'node:path';
import { createNaiveKeySources } from '../../apps/naive-keys';
import * as shipped from '../../apps/stateless-naive';
import { Users } from '../../apps/users';
import { tapKeySources } from '../taps/naive-keys';
import { tapUsers } from '../taps/users';
import { fetchInLab } from './fetch-in-lab';
import { heldKeys, openKeys } from './held-secrets';
import { serveNode } from './serve-node';
import { SHOP } from './token-issuer';

serveNode(shipped, ({ algorithm, secrets, users, tokenStore, thiefSite }, program) => {
  const keys = openKeys(algorithm, secrets.signing);
  const folder = join(dirname(tokenStore), 'keys');
  const sources = createNaiveKeySources(tokenStore, folder, (url) => fetchInLab(url, thiefSite));
  return {
    app: program.createNaiveTokenApp({
      ...SHOP,
      keys,
      users: tapUsers(new Users(users)),
      sources: tapKeySources(sources),
    }),
    holds: heldKeys(keys),
    opened: null,
    store: null,
  };
});
