import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { defaults, seal, unseal, type SealOptions } from 'iron-webcrypto';
import { createHash } from 'node:crypto';
import { isOfVersion, isUnlocked, isWithinLifetime } from './accounts';
import { hasRole } from './roles';
import type { User, Users } from './users';

export interface EncryptedCookieOptions {
  /**
   * Encrypt and authenticate the cookie: the newest seals, all of them open. At least 32 random characters each, from
   * the environment, never from the source.
   */
  readonly secrets: readonly string[];
  readonly users: Users;
}

/** All that the server knows of a visitor. It stands in the cookie and nowhere else. */
interface Session {
  readonly user: { readonly id: string; readonly name: string };
  readonly permissions?: User['permissions'] | undefined;
  /** The version of the account that logged in. */
  readonly version: number;
  /** When the user logged in. Milliseconds since 1970. */
  readonly since: number;
}

export const COOKIE_NAME = '__Host-session';
const COOKIE = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;
/** A session ends when nobody uses it for so long… */
const IDLE_MS = 30 * 60 * 1000;
/** …and after so long it ends in any case. */
const LIFETIME_MS = 8 * 60 * 60 * 1000;
// Servers that share a secret must share the time as well: no tolerance.
const SEAL: SealOptions = { ...defaults, ttl: IDLE_MS, timestampSkewSec: 0 };

/** The encrypted cookie: the browser carries the whole session, and only the server can read or change it. */
export function createEncryptedCookieApp({ secrets, users }: EncryptedCookieOptions): Express {
  const app = express();
  app.disable('x-powered-by');

  // A seal names its secret, so that a new one can take over while cookies of the old are still about.
  const [secret = ''] = secrets;
  const newest = { id: idOf(secret), secret };
  const accepted = Object.fromEntries(secrets.map((each) => [idOf(each), each]));

  app.post('/login', express.json(), async (req, res) => {
    const user = await users.checkPassword(req.body?.username, req.body?.password);
    // In the same words: that an account is locked is nothing for somebody who guesses passwords.
    if (!user || !isUnlocked(user)) {
      refuse(res, 'Wrong name or password.');
      return;
    }
    await writeSession(res, {
      user: { id: user.id, name: user.name },
      permissions: user.permissions,
      version: user.version,
      since: Date.now(),
    });
    res.set('Cache-Control', 'no-store').json({ name: user.name, role: user.role });
  });

  app.get('/profile', requireLogin, prolong, (_req, res) => {
    const user = currentUser(res);
    res.set('Cache-Control', 'no-store').json({ name: user.name, role: user.role });
  });

  app.get('/admin', requireLogin, prolong, (_req, res) => {
    if (!hasRole(currentUser(res), 'admin')) {
      res.status(403).json({ error: 'Only for administrators.' });
      return;
    }
    res.set('Cache-Control', 'no-store').json({ secret: 'Welcome to the back office.' });
  });

  app.post('/logout', (_req, res) => {
    // There is no row to delete. The browser is asked to forget; a copy of the cookie stays good until it expires.
    res.clearCookie(COOKIE_NAME, COOKIE);
    res.status(204).end();
  });

  /** Ends every cookie of this user, copies as well: the one thing that a server without sessions can take back. */
  app.post('/logout-everywhere', requireLogin, (_req, res) => {
    users.bumpVersion(currentUser(res).id);
    res.clearCookie(COOKIE_NAME, COOKIE);
    res.status(204).end();
  });

  /** Authentication: who is asking? The cookie says it, the user table says what is true of them now. */
  async function requireLogin(req: Request, res: Response, next: NextFunction): Promise<void> {
    const session = await readSession(req);
    if (!session) {
      refuse(res, 'Please log in.');
      return;
    }
    const { version, since } = session;
    const user = users.find(session.user.id);
    if (!user || !isUnlocked(user) || !isOfVersion(user, version) || !isWithinLifetime(user, since, LIFETIME_MS)) {
      res.clearCookie(COOKIE_NAME, COOKIE);
      refuse(res, 'Please log in.');
      return;
    }
    Object.assign(res.locals, { session, user });
    next();
  }

  /** The end of a seal cannot be moved: every answer brings a new one. */
  async function prolong(_req: Request, res: Response, next: NextFunction): Promise<void> {
    await writeSession(res, res.locals['session'] as Session);
    next();
  }

  async function readSession(req: Request): Promise<Session | undefined> {
    const sealed = cookieOf(req, COOKIE_NAME);
    if (sealed === undefined) return undefined;
    try {
      return (await unseal(sealed, accepted, SEAL)) as Session;
    } catch {
      return undefined; // altered, expired, or sealed with a secret that is not accepted
    }
  }

  async function writeSession(res: Response, session: Session): Promise<void> {
    res.cookie(COOKIE_NAME, await seal(session, newest, SEAL), { ...COOKIE, maxAge: IDLE_MS });
  }

  return app;
}

/** A name for a secret that does not tell it. */
function idOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 8);
}

function cookieOf(req: Request, name: string): string | undefined {
  const pairs = (req.get('Cookie') ?? '').split('; ');
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

function currentUser(res: Response): User {
  return res.locals['user'] as User;
}

/**
 * A 401 must say how to authenticate (RFC 9110, section 15.5.2).
 * No scheme is registered for session cookies; "Cookie" is a common private name.
 */
function refuse(res: Response, message: string): void {
  res.status(401).set('WWW-Authenticate', 'Cookie realm="shop"').json({ error: message });
}
