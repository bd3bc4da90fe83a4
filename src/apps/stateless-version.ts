import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import { isOfVersion, isUnlocked } from './accounts';
import { bearerToken, forbid, refuse } from './bearer';
import { keyOf, publicKeys, type KeyRing } from './keys';
import { hasRole } from './roles';
import type { User, Users } from './users';

export interface VersionOptions {
  readonly keys: KeyRing;
  readonly issuer: string;
  readonly audience: string;
  /** Asked at every request. */
  readonly users: Users;
}

/** Neither name nor role: the user's row is read anyway, and says what is true now. */
interface AccessToken {
  readonly sub: string;
  /** The version of the account that the token was issued for. */
  readonly ver: number;
}

const LIFETIME_SECONDS = 15 * 60;

/**
 * Tokens that name a version of the account: counting it up in the user's row ends all of them at once. One alone
 * cannot be ended, so there is no way to log out of one device here but to forget the token.
 */
export function createVersionApp({ keys, issuer, audience, users }: VersionOptions): Express {
  const app = express();
  app.disable('x-powered-by');

  app.post('/login', express.json(), async (req, res) => {
    const user = await users.checkPassword(req.body?.username, req.body?.password);
    // In the same words: that an account is locked is nothing for somebody who guesses passwords.
    if (!user || !isUnlocked(user)) {
      refuse(res, 'Wrong name or password.');
      return;
    }
    const token = jwt.sign({ ver: user.version }, keys.signing.key, {
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
    const { name, role } = currentUser(res);
    res.set('Cache-Control', 'no-store').json({ name, role });
  });

  app.get('/admin', requireToken, (_req, res) => {
    if (!hasRole(currentUser(res), 'admin')) {
      forbid(res, 'Only for administrators.');
      return;
    }
    res.set('Cache-Control', 'no-store').json({ secret: 'Welcome to the back office.' });
  });

  /** Ends every token of this user, this one as well. */
  app.post('/logout-everywhere', requireToken, (_req, res) => {
    users.bumpVersion(currentUser(res).id);
    res.status(204).end();
  });

  /** With these, anybody can verify a token. With RS256 and ES256, nobody can make one with them. */
  app.get('/.well-known/jwks.json', (_req, res) => {
    res.json(publicKeys(keys));
  });

  /** Authentication: who is asking? The token says it, the user table says what is true of them now. */
  function requireToken(req: Request, res: Response, next: NextFunction): void {
    const token = bearerToken(req);
    if (!token) {
      refuse(res, 'Please log in.');
      return;
    }
    const claims = verified(token);
    const user = users.find(claims?.sub);
    if (!claims || !user || !isUnlocked(user) || !isOfVersion(user, claims.ver)) {
      refuse(res, 'The token is not valid.', 'invalid_token');
      return;
    }
    res.locals['user'] = user;
    next();
  }

  function verified(token: string): AccessToken | undefined {
    try {
      const key = keyOf(token, keys);
      return jwt.verify(token, key, { algorithms: [keys.algorithm], issuer, audience }) as unknown as AccessToken;
    } catch {
      return undefined;
    }
  }

  return app;
}

function currentUser(res: Response): User {
  return res.locals['user'] as User;
}
