import { createSecretKey, randomBytes } from 'node:crypto';
import { createKeyRing } from '../../../src/apps/keys';
import { createStatelessApp } from '../../../src/apps/stateless';
import { Users } from '../../../src/apps/users';
import { serveBare } from './bare';

serveBare(
  createStatelessApp({
    keys: createKeyRing('HS256', [{ kid: 'bench', key: createSecretKey(randomBytes(32)) }]),
    issuer: 'https://shop.example',
    audience: 'https://shop.example/api',
    users: new Users(':memory:'),
  }),
);
