import * as shipped from '../../apps/encrypted-cookie';
import { Users } from '../../apps/users';
import { tapUsers } from '../taps/users';
import { heldCookieSecrets } from './held-secrets';
import { serveNode } from './serve-node';

serveNode(shipped, ({ secrets: { cookie: secrets }, users }, program) => ({
  app: program.createEncryptedCookieApp({ secrets, users: tapUsers(new Users(users)) }),
  holds: heldCookieSecrets(secrets),
  opened: null,
  store: null,
}));
