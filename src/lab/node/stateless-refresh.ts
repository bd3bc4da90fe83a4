import { RefreshTokens } from '../../apps/refresh-tokens';
import * as shipped from '../../apps/stateless-refresh';
import { Users } from '../../apps/users';
import { refreshTokenRow, tapRefreshTokens } from '../taps/refresh-tokens';
import { tapUsers } from '../taps/users';
import { heldKeys, openKeys } from './held-secrets';
import { serveNode } from './serve-node';
import { SHOP } from './token-issuer';

serveNode(shipped, async ({ algorithm, secrets, tokenStore, users }, program) => {
  const keys = openKeys(algorithm, secrets.signing);
  const refreshTokens = new RefreshTokens(tokenStore);
  const rows = (await refreshTokens.all()).map(refreshTokenRow);
  return {
    app: program.createRefreshApp({
      ...SHOP,
      keys,
      users: tapUsers(new Users(users)),
      refreshTokens: tapRefreshTokens(refreshTokens),
    }),
    holds: heldKeys(keys),
    opened: { store: 'sqlite', table: 'refresh-tokens', durable: true, rows },
    store: null,
  };
});
