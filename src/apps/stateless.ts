import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import { isUnlocked } from './accounts';
import { bearerToken, forbid, refuse } from './bearer';
import { keyOf, publicKeys, type KeyRing } from './keys';
import { hasRole } from './roles';
import type { User, Users } from './users';

export interface StatelessOptions {
  readonly keys: KeyRing;
  readonly issuer: string;
  readonly audience: string;
  /** Asked at login and never again. */
  readonly users: Users;
}

interface AccessToken {
  readonly sub: string;
  readonly name: string;
  readonly role: User['role'];
}

const LIFETIME_SECONDS = 15 * 60;

/** Stateless authentication: the token says who is asking, and the server keeps nothing but the key. */
export function createStatelessApp({ keys, issuer, audience, users }: StatelessOptions): Express {
  const app = express();
  app.disable('x-powered-by');

  app.post('/login', express.json(), async (req, res) => {
    const user = await users.checkPassword(req.body?.username, req.body?.password);
    // In the same words: that an account is locked is nothing for somebody who guesses passwords.
    if (!user || !isUnlocked(user)) {
      refuse(res, 'Wrong name or password.');
      return;
    }
    const token = jwt.sign({ name: user.name, role: user.role, permissions: user.permissions }, keys.signing.key, {
      algorithm: keys.algorithm,
      keyid: keys.signing.kid,
      subject: user.id,
      issuer,
      audience,
      jwtid: randomUUID(),
      notBefore: 0, // not valid before it was issued: a server whose clock is behind notices
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
    const { sub, role } = accessToken(res);
    if (!hasRole({ id: sub, role }, 'admin')) {
      forbid(res, 'Only for administrators.');
      return;
    }
    res.set('Cache-Control', 'no-store').json({ secret: 'Welcome to the back office.' });
  });

  /** With these, anybody can verify a token. With RS256 and ES256, nobody can make one with them. */
  app.get('/.well-known/jwks.json', (_req, res) => {
    res.json(publicKeys(keys));
  });

  /** Authentication: who is asking? Nothing is looked up; the token is checked and believed. */
  function requireToken(req: Request, res: Response, next: NextFunction): void {
    const token = bearerToken(req);
    if (!token) {
      refuse(res, 'Please log in.');
      return;
    }
    try {
      const key = keyOf(token, keys);
      res.locals['token'] = jwt.verify(token, key, { algorithms: [keys.algorithm], issuer, audience });
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
