import { createSecretKey, randomBytes } from 'node:crypto';
import { createStatelessApp } from '../../../src/apps/stateless';
import { serveBare } from './bare';

const key = createSecretKey(randomBytes(32));
serveBare(createStatelessApp({ key, issuer: 'https://shop.example', audience: 'https://shop.example/api' }));
