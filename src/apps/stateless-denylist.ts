import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import { isUnlocked } from './accounts';
import { bearerToken, forbid, refuse } from './bearer';
import type { Denylist } from './denylist';
import { keyOf, publicKeys, type KeyRing } from './keys';
import { hasRole } from './roles';
import type { User, Users } from './users';

export interface DenylistOptions {
  readonly keys: KeyRing;
  readonly issuer: string;
  readonly audience: string;
  /** Asked at login and never again. */
  readonly users: Users;
  /** Tokens that were ended before their time. Asked at every request. */
  readonly denylist: Denylist;
}

interface AccessToken {
  readonly iss: string;
  readonly jti: string;
  readonly sub: string;
  readonly name: string;
  readonly role: User['role'];
  /** Seconds since 1970. */
  readonly iat: number;
  readonly exp: number;
}

const LIFETIME_SECONDS = 15 * 60;

/**
 * Tokens that can be taken back: the server remembers those that were ended before their time, and only those.
 * The price is a look-up at every request, which is what a session costs as well.
 */
export function createDenylistApp({ keys, issuer, audience, users, denylist }: DenylistOptions): Express {
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

  /** Ends the token that is shown. */
  app.post('/logout', requireToken, async (_req, res) => {
    const { iss, jti, sub, exp } = accessToken(res);
    await denylist.revoke({ issuer: iss, jti, subject: sub, until: exp * 1000 });
    res.status(204).end();
  });

  /**
   * Ends every token of this user. Nobody has a list of them, but each says when it was issued. It says so in whole
   * seconds: who logs in again within the same second is asked to do it once more, which is the safe side.
   */
  app.post('/logout-everywhere', requireToken, async (_req, res) => {
    const now = Math.floor(Date.now() / 1000);
    const { iss, sub } = accessToken(res);
    await denylist.revokeUser({ issuer: iss, subject: sub, before: now, until: (now + LIFETIME_SECONDS) * 1000 });
    res.status(204).end();
  });

  /** With these, anybody can verify a token. With RS256 and ES256, nobody can make one with them. */
  app.get('/.well-known/jwks.json', (_req, res) => {
    res.json(publicKeys(keys));
  });

  /** Authentication: who is asking? The token is checked and believed, unless somebody has ended it. */
  async function requireToken(req: Request, res: Response, next: NextFunction): Promise<void> {
    const token = bearerToken(req);
    if (!token) {
      refuse(res, 'Please log in.');
      return;
    }
    const claims = verified(token);
    // First the signature, then the look-up: nothing that a stranger made up reaches the database.
    if (!claims || (await denylist.find(claims))) {
      refuse(res, 'The token is not valid.', 'invalid_token');
      return;
    }
    res.locals['token'] = claims;
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

function accessToken(res: Response): AccessToken {
  return res.locals['token'] as AccessToken;
}
