import { randomBytes } from 'node:crypto';
import session from 'express-session';
import { createStatefulApp } from '../../../src/apps/stateful';
import { Users } from '../../../src/apps/users';
import { serveBare } from './bare';

serveBare(
  createStatefulApp({
    secrets: [randomBytes(32).toString('base64url')],
    store: new session.MemoryStore(),
    users: new Users(':memory:'),
  }),
);
