import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import session, { type Store } from 'express-session';
import { hasRole } from './roles';
import { checkPassword, findUser, type User } from './users';

declare module 'express-session' {
  interface SessionData {
    user: { id: string; name: string };
  }
}

export interface StatefulOptions {
  /** Signs the cookie. At least 32 random bytes, from the environment, never from the source. */
  readonly secret: string;
  /** Where sessions live. */
  readonly store: Store;
}

const COOKIE_NAME = '__Host-sid';
const COOKIE = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;
const IDLE_MS = 30 * 60 * 1000;

/** Stateful authentication: the server remembers who is logged in, the browser only carries an id. */
export function createStatefulApp({ secret, store }: StatefulOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // TLS ends in front of this server: believe the one proxy before us when it says that the request came by https.
  app.set('trust proxy', 1);

  app.use(
    session({
      name: COOKIE_NAME,
      secret,
      store,
      resave: false, // do not write back what nobody changed
      saveUninitialized: false, // no row and no cookie for visitors who never log in
      rolling: true, // every answer moves the cookie's expiry along with the row's
      cookie: { ...COOKIE, maxAge: IDLE_MS },
    }),
  );

  app.post('/login', express.json(), async (req, res) => {
    const user = await checkPassword(req.body?.username, req.body?.password);
    if (!user) {
      refuse(res, 'Wrong name or password.');
      return;
    }
    // A new id at login: an id that somebody planted before is worth nothing (session fixation).
    await regenerate(req);
    req.session.user = { id: user.id, name: user.name };
    await save(req);
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

  app.post('/logout', async (req, res) => {
    await destroy(req);
    res.clearCookie(COOKIE_NAME, COOKIE);
    res.status(204).end();
  });

  return app;
}

/** Authentication: who is asking? The session says it, the user table says what is true of them now. */
function requireLogin(req: Request, res: Response, next: NextFunction): void {
  const user = findUser(req.session.user?.id);
  if (!user) {
    refuse(res, 'Please log in.');
    return;
  }
  res.locals['user'] = user;
  next();
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

function regenerate(req: Request): Promise<void> {
  return new Promise((resolve, reject) => req.session.regenerate((error) => (error ? reject(error) : resolve())));
}

function save(req: Request): Promise<void> {
  return new Promise((resolve, reject) => req.session.save((error) => (error ? reject(error) : resolve())));
}

function destroy(req: Request): Promise<void> {
  return new Promise((resolve, reject) => req.session.destroy((error) => (error ? reject(error) : resolve())));
}
