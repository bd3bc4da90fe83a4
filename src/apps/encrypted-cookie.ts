import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { defaults, seal, unseal, type SealOptions } from 'iron-webcrypto';
import { hasRole } from './roles';
import { checkPassword, findUser, type User } from './users';

export interface EncryptedCookieOptions {
  /** Encrypts and authenticates the cookie. At least 32 random characters, from the environment, never from the source. */
  readonly secret: string;
}

/** All that the server knows of a visitor. It stands in the cookie and nowhere else. */
interface Session {
  readonly user: { readonly id: string; readonly name: string };
}

export const COOKIE_NAME = '__Host-session';
const COOKIE = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;
const IDLE_MS = 30 * 60 * 1000;
// One server seals and opens, with one clock: no tolerance.
const SEAL: SealOptions = { ...defaults, ttl: IDLE_MS, timestampSkewSec: 0 };

/** The encrypted cookie: the browser carries the whole session, and only the server can read or change it. */
export function createEncryptedCookieApp({ secret }: EncryptedCookieOptions): Express {
  const app = express();
  app.disable('x-powered-by');

  app.post('/login', express.json(), async (req, res) => {
    const user = await checkPassword(req.body?.username, req.body?.password);
    if (!user) {
      refuse(res, 'Wrong name or password.');
      return;
    }
    await writeSession(res, { user: { id: user.id, name: user.name } });
    res.set('Cache-Control', 'no-store').json({ name: user.name, role: user.role });
  });

  app.get('/profile', requireLogin, (_req, res) => {
    const user = currentUser(res);
    res.set('Cache-Control', 'no-store').json({ name: user.name, role: user.role });
  });

  app.get('/admin', requireLogin, (_req, res) => {
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

  /** Authentication: who is asking? The cookie says it, the user table says what is true of them now. */
  async function requireLogin(req: Request, res: Response, next: NextFunction): Promise<void> {
    const session = await readSession(req);
    const user = findUser(session?.user.id);
    if (!session || !user) {
      refuse(res, 'Please log in.');
      return;
    }
    // The end of a seal cannot be moved: every answer brings a new one.
    await writeSession(res, session);
    res.locals['user'] = user;
    next();
  }

  async function readSession(req: Request): Promise<Session | undefined> {
    const sealed = cookieOf(req, COOKIE_NAME);
    if (sealed === undefined) return undefined;
    try {
      return (await unseal(sealed, secret, SEAL)) as Session;
    } catch {
      return undefined; // altered, expired, or sealed with another secret
    }
  }

  async function writeSession(res: Response, session: Session): Promise<void> {
    res.cookie(COOKIE_NAME, await seal(session, secret, SEAL), { ...COOKIE, maxAge: IDLE_MS });
  }

  return app;
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
