import { createStatefulApp } from '../../apps/stateful';
import { fingerprint } from '../fingerprint';
import { serveNode } from './serve-node';
import { openStore } from './stores';

serveNode(async ({ secret, store: order }) => {
  const { store, opened } = await openStore(order);
  const cookieSecret = secret('cookie').toString('base64url');
  return {
    app: createStatefulApp({ secret: cookieSecret, store }),
    holds: [{ name: 'Cookie secret', kind: 'cookie-secret', fingerprint: fingerprint(cookieSecret) }],
    opened,
    store,
  };
});
