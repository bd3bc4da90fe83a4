import { createSecretKey } from 'node:crypto';
import { createStatelessApp } from '../../apps/stateless';
import { fingerprint } from '../fingerprint';
import { serveNode } from './serve-node';

serveNode(({ secret }) => {
  const key = createSecretKey(secret('signing'));
  return {
    app: createStatelessApp({ key, issuer: 'https://shop.example', audience: 'https://shop.example/api' }),
    holds: [{ name: 'Signing key (HS256)', kind: 'hmac-key', fingerprint: fingerprint(key) }],
    opened: null,
    store: null,
  };
});
