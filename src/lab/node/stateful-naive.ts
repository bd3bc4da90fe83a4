import * as shipped from '../../apps/stateful-naive';
import { Users } from '../../apps/users';
import { tapUsers } from '../taps/users';
import { heldCookieSecrets } from './held-secrets';
import { serveNode } from './serve-node';
import { openStore } from './stores';

serveNode(shipped, async ({ store: order, users }, program) => {
  const { store, opened } = await openStore(order);
  return {
    app: program.createNaiveApp({ store, users: tapUsers(new Users(users)) }),
    holds: heldCookieSecrets(['keyboard cat']),
    opened,
    store,
  };
});
