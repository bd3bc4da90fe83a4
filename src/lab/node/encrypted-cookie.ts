import * as shipped from '../../apps/encrypted-cookie';
import { Users } from '../../apps/users';
import { tapUsers } from '../taps/users';
import { heldCookieSecrets } from './held-secrets';
import { probe } from './probe';
import { serveNode } from './serve-node';

serveNode(shipped, ({ secrets: { cookie: secrets }, users }, program) => {
  // A changed program may export it no more.
  probe.sealedCookie = (program as Partial<typeof shipped>).COOKIE_NAME ?? shipped.COOKIE_NAME;
  return {
    app: program.createEncryptedCookieApp({ secrets, users: tapUsers(new Users(users)) }),
    holds: heldCookieSecrets(secrets),
    opened: null,
    store: null,
  };
});
