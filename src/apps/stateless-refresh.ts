import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import { isUnlocked } from './accounts';
import { bearerToken, forbid, refuse } from './bearer';
import { keyOf, publicKeys, type KeyRing } from './keys';
import type { RefreshTokens } from './refresh-tokens';
import { hasRole } from './roles';
import { issue, revoke, rotate } from './rotation';
import type { User, Users } from './users';

export interface RefreshOptions {
  readonly keys: KeyRing;
  readonly issuer: string;
  readonly audience: string;
  /** Asked at login and at every refresh. */
  readonly users: Users;
  readonly refreshTokens: RefreshTokens;
}

interface AccessToken {
  readonly sub: string;
  readonly name: string;
  readonly role: User['role'];
}

/** Short: nothing can take an access token back before. */
const LIFETIME_SECONDS = 5 * 60;

/**
 * Two tokens: one that is believed without a look-up and ends soon, and one that is looked up, can be revoked, and is
 * good for nothing but to get the next pair.
 *
 * Both are in the body of the response, and the page keeps them where its scripts can read them. For an application in
 * a browser, an HttpOnly cookie for the path /refresh is the better place for the second.
 */
export function createRefreshApp({ keys, issuer, audience, users, refreshTokens }: RefreshOptions): Express {
  const app = express();
  app.disable('x-powered-by');

  app.post('/login', express.json(), async (req, res) => {
    const user = await users.checkPassword(req.body?.username, req.body?.password);
    // In the same words: that an account is locked is nothing for somebody who guesses passwords.
    if (!user || !isUnlocked(user)) {
      refuse(res, 'Wrong name or password.');
      return;
    }
    const { token } = await issue(refreshTokens, user.id);
    answer(res, user, token);
  });

  app.post('/refresh', express.json(), async (req, res) => {
    const rotation = await rotate(refreshTokens, String(req.body?.refresh_token ?? ''));
    if (rotation.outcome !== 'rotated') {
      refuseGrant(res);
      return;
    }
    const { token, row } = rotation.next;
    // What has changed since the last time takes effect here: a lock, and with the next access token a role.
    const user = users.find(row.user);
    if (!user || !isUnlocked(user)) {
      await refreshTokens.revokeFamily(row.family);
      refuseGrant(res);
      return;
    }
    answer(res, user, token);
  });

  /** Ends this login: whoever shows the refresh token may do that. The access token is good until it expires. */
  app.post('/logout', express.json(), async (req, res) => {
    await revoke(refreshTokens, String(req.body?.refresh_token ?? ''));
    res.status(204).end();
  });

  /** Ends every login of this user. Access tokens that are about are good until they expire. */
  app.post('/logout-everywhere', requireToken, async (_req, res) => {
    await refreshTokens.revokeUser(accessToken(res).sub);
    res.status(204).end();
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

  function answer(res: Response, user: User, refreshToken: string): void {
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
    res.set('Cache-Control', 'no-store').json({
      access_token: token,
      token_type: 'Bearer',
      expires_in: LIFETIME_SECONDS,
      refresh_token: refreshToken,
    });
  }

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

/** In the words of RFC 6749, section 5.2, which do not tell what was wrong with the token. */
function refuseGrant(res: Response): void {
  res.status(400).set('Cache-Control', 'no-store').json({ error: 'invalid_grant' });
}

function accessToken(res: Response): AccessToken {
  return res.locals['token'] as AccessToken;
}
