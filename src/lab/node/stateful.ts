import * as shipped from '../../apps/stateful';
import { Users } from '../../apps/users';
import { tapUsers } from '../taps/users';
import { heldCookieSecrets } from './held-secrets';
import { serveNode } from './serve-node';
import { openStore } from './stores';

serveNode(shipped, async ({ secrets: { cookie: secrets }, store: order, users }, program) => {
  const { store, opened, awaitStore } = await openStore(order);
  return {
    app: program.createStatefulApp({ secrets, store, users: tapUsers(new Users(users)) }),
    holds: heldCookieSecrets(secrets),
    opened,
    store,
    awaitStore,
  };
});
