import { randomBytes } from 'node:crypto';
import session from 'express-session';
import { createStatefulApp } from '../../../src/apps/stateful';
import { serveBare } from './bare';

serveBare(createStatefulApp({ secret: randomBytes(32).toString('base64url'), store: new session.MemoryStore() }));
