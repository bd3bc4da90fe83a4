import { createEncryptedCookieApp } from '../../apps/encrypted-cookie';
import { fingerprint } from '../fingerprint';
import { serveNode } from './serve-node';

serveNode(({ secret }) => {
  const cookieSecret = secret('cookie').toString('base64url');
  return {
    app: createEncryptedCookieApp({ secret: cookieSecret }),
    holds: [{ name: 'Cookie secret', kind: 'cookie-secret', fingerprint: fingerprint(cookieSecret) }],
    opened: null,
    store: null,
  };
});
