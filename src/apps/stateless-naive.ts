import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import { bearerToken, forbid, refuse } from './bearer';
import { publicKeys, type KeyRing } from './keys';
import type { NaiveKeySources } from './naive-keys';
import { verifyNaively, type NaiveClaims, type NaiveKey } from './naive-verify';
import { hasRole } from './roles';
import type { Users } from './users';

export interface NaiveTokenOptions {
  readonly keys: KeyRing;
  readonly issuer: string;
  readonly audience: string;
  readonly users: Users;
  /** Other places where this server looks for keys. */
  readonly sources: NaiveKeySources;
}

const LIFETIME_SECONDS = 15 * 60;

/**
 * DO NOT COPY THIS. It issues the same tokens as stateless.ts and believes what a token says of itself. Compare the
 * two, line by line; what is wrong stands beside each line.
 */
export function createNaiveTokenApp({ keys, issuer, audience, users, sources }: NaiveTokenOptions): Express {
  const app = express();
  app.disable('x-powered-by');

  app.post('/login', express.json(), async (req, res) => {
    const user = await users.checkPassword(req.body?.username, req.body?.password);
    if (!user) {
      refuse(res, 'Wrong name or password.');
      return;
    }
    // The secret of HS256 is a word here: whoever has one token can try words until one of them makes its signature.
    const token = jwt.sign({ name: user.name, role: user.role, permissions: user.permissions }, keys.signing.key, {
      algorithm: keys.algorithm,
      keyid: keys.signing.kid,
      subject: user.id,
      issuer,
      audience,
      jwtid: randomUUID(),
      notBefore: 0,
      expiresIn: LIFETIME_SECONDS,
    });
    res
      .set('Cache-Control', 'no-store')
      .json({ access_token: token, token_type: 'Bearer', expires_in: LIFETIME_SECONDS });
  });

  /** It only shows a name, somebody thought. */
  app.get('/profile', (req, res) => {
    const token = bearerToken(req);
    const claims = token === undefined ? null : jwt.decode(token); // decoded and not verified: anybody can write this
    if (!claims || typeof claims === 'string') {
      refuse(res, 'Please log in.', token === undefined ? undefined : 'invalid_token');
      return;
    }
    const { name, role } = claims as NaiveClaims;
    res.set('Cache-Control', 'no-store').json({ name, role });
  });

  app.get('/admin', requireToken, (_req, res) => {
    const { sub, role } = res.locals['token'] as NaiveClaims;
    if (!hasRole({ id: sub, role }, 'admin')) {
      forbid(res, 'Only for administrators.');
      return;
    }
    res.set('Cache-Control', 'no-store').json({ secret: 'Welcome to the back office.' });
  });

  app.get('/.well-known/jwks.json', (_req, res) => {
    res.json(publicKeys(keys));
  });

  async function requireToken(req: Request, res: Response, next: NextFunction): Promise<void> {
    const token = bearerToken(req);
    if (!token) {
      refuse(res, 'Please log in.');
      return;
    }
    try {
      res.locals['token'] = await verifyNaively(token, ownKey(keys), sources);
    } catch {
      refuse(res, 'The token is not valid.', 'invalid_token');
      return;
    }
    next();
  }

  return app;
}

/** One text for every algorithm: nothing says any more which of them the key is for. */
function ownKey({ signing, accepted }: KeyRing): NaiveKey {
  const key = accepted.get(signing.kid) ?? signing.key;
  const text = key.type === 'secret' ? key.export().toString() : key.export({ type: 'spki', format: 'pem' }).toString();
  return { kid: signing.kid, text };
}
