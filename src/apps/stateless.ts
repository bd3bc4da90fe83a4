import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import jwt from 'jsonwebtoken';
import { randomUUID, type KeyObject } from 'node:crypto';
import { hasRole } from './roles';
import { checkPassword, type User } from './users';

export interface StatelessOptions {
  /** Signs and verifies every token. A KeyObject: with a string, jsonwebtoken parses the key anew each time. */
  readonly key: KeyObject;
  readonly issuer: string;
  readonly audience: string;
}

interface AccessToken {
  readonly sub: string;
  readonly name: string;
  readonly role: User['role'];
}

const LIFETIME_SECONDS = 15 * 60;

/** Stateless authentication: the token says who is asking, and the server keeps nothing but the key. */
export function createStatelessApp({ key, issuer, audience }: StatelessOptions): Express {
  const app = express();
  app.disable('x-powered-by');

  app.post('/login', express.json(), async (req, res) => {
    const user = await checkPassword(req.body?.username, req.body?.password);
    if (!user) {
      refuse(res, 'Wrong name or password.');
      return;
    }
    const token = jwt.sign({ name: user.name, role: user.role }, key, {
      algorithm: 'HS256',
      subject: user.id,
      issuer,
      audience,
      jwtid: randomUUID(),
      expiresIn: LIFETIME_SECONDS,
    });
    res
      .set('Cache-Control', 'no-store')
      .json({ access_token: token, token_type: 'Bearer', expires_in: LIFETIME_SECONDS });
  });

  app.get('/profile', requireToken, (_req, res) => {
    const { name, role } = accessToken(res);
    res.set('Cache-Control', 'no-store').json({ name, role });
  });

  app.get('/admin', requireToken, (_req, res) => {
    const token = accessToken(res);
    if (!hasRole({ id: token.sub, role: token.role }, 'admin')) {
      res.set('WWW-Authenticate', 'Bearer realm="shop", error="insufficient_scope"');
      res.status(403).json({ error: 'Only for administrators.' });
      return;
    }
    res.set('Cache-Control', 'no-store').json({ secret: 'Welcome to the back office.' });
  });

  /** Authentication: who is asking? Nothing is looked up; the token is checked and believed. */
  function requireToken(req: Request, res: Response, next: NextFunction): void {
    const token = /^Bearer +([^ ]+)$/i.exec(req.get('Authorization') ?? '')?.[1];
    if (!token) {
      refuse(res, 'Please log in.');
      return;
    }
    try {
      res.locals['token'] = jwt.verify(token, key, { algorithms: ['HS256'], issuer, audience });
    } catch {
      refuse(res, 'The token is not valid.', 'invalid_token');
      return;
    }
    next();
  }

  return app;
}

function accessToken(res: Response): AccessToken {
  return res.locals['token'] as AccessToken;
}

/**
 * A 401 with its challenge (RFC 6750, section 3).
 * Without credentials in the request there is no error code: nothing was wrong yet.
 */
function refuse(res: Response, message: string, error?: string): void {
  const challenge = error === undefined ? 'Bearer realm="shop"' : `Bearer realm="shop", error="${error}"`;
  res.status(401).set('WWW-Authenticate', challenge).json({ error: message });
}
