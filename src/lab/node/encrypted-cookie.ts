import { createEncryptedCookieApp } from '../../apps/encrypted-cookie';
import { Users } from '../../apps/users';
import { tapUsers } from '../taps/users';
import { heldCookieSecrets } from './held-secrets';
import { serveNode } from './serve-node';

serveNode(({ secrets: { cookie: secrets }, users }) => ({
  app: createEncryptedCookieApp({ secrets, users: tapUsers(new Users(users)) }),
  holds: heldCookieSecrets(secrets),
  opened: null,
  store: null,
}));
