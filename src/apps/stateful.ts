import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import session, { type Store } from 'express-session';
import { isOfVersion, isUnlocked, isWithinLifetime } from './accounts';
import { hasRole } from './roles';
import type { User, Users } from './users';

declare module 'express-session' {
  interface SessionData {
    user: { id: string; name: string };
    /** The version of the account that logged in. */
    version: number;
    /** When the user logged in. Milliseconds since 1970. */
    since: number;
  }
}

export interface StatefulOptions {
  /**
   * Sign the cookie: the newest signs, all are accepted. At least 32 random bytes each, from the environment, never from
   * the source.
   */
  readonly secrets: readonly string[];
  /** Where sessions live. */
  readonly store: Store;
  readonly users: Users;
}

const COOKIE_NAME = '__Host-sid';
const COOKIE = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;
/** A session ends when nobody uses it for so long… */
const IDLE_MS = 30 * 60 * 1000;
/** …and after so long it ends in any case. */
const LIFETIME_MS = 8 * 60 * 60 * 1000;
const SHORTEST_PASSWORD = 8;

/** Stateful authentication: the server remembers who is logged in, the browser only carries an id. */
export function createStatefulApp({ secrets, store, users }: StatefulOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // TLS ends in front of this server: believe the one proxy before us when it says that the request came by https.
  app.set('trust proxy', 1);

  app.use(
    session({
      name: COOKIE_NAME,
      secret: [...secrets],
      store,
      resave: false, // do not write back what nobody changed
      saveUninitialized: false, // no row and no cookie for visitors who never log in
      rolling: true, // every answer moves the cookie's expiry along with the row's
      cookie: { ...COOKIE, maxAge: IDLE_MS },
    }),
  );

  app.post('/login', express.json(), async (req, res) => {
    const user = await users.checkPassword(req.body?.username, req.body?.password);
    // In the same words: that an account is locked is nothing for somebody who guesses passwords.
    if (!user || !isUnlocked(user)) {
      refuse(res, 'Wrong name or password.');
      return;
    }
    // A new id at login: an id that somebody planted before is worth nothing (session fixation).
    await regenerate(req);
    req.session.user = { id: user.id, name: user.name };
    req.session.version = user.version;
    req.session.since = Date.now();
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

  /** The same session under a new id: whoever has seen the old one cannot use it any more. */
  app.post('/renew', requireLogin, async (req, res) => {
    await changeId(req, currentUser(res));
    res.status(204).end();
  });

  app.post('/password', requireLogin, express.json(), async (req, res) => {
    const { id, name } = currentUser(res);
    if (!(await users.checkPassword(name, req.body?.current_password))) {
      res.status(403).json({ error: 'The current password is wrong.' });
      return;
    }
    const next: unknown = req.body?.new_password;
    if (typeof next !== 'string' || next.length < SHORTEST_PASSWORD) {
      res.status(400).json({ error: `A password has at least ${SHORTEST_PASSWORD} characters.` });
      return;
    }
    const user = await users.changePassword(id, next, true);
    // This session goes on, under a new id. Every other one ended with the version of the account.
    if (user) await changeId(req, user);
    res.status(204).end();
  });

  app.post('/logout', async (req, res) => {
    await destroy(req);
    res.clearCookie(COOKIE_NAME, COOKIE);
    res.status(204).end();
  });

  /** Ends every session of this user without looking for them, so it works with every store. */
  app.post('/logout-everywhere', requireLogin, async (req, res) => {
    users.bumpVersion(currentUser(res).id);
    await destroy(req);
    res.clearCookie(COOKIE_NAME, COOKIE);
    res.status(204).end();
  });

  /** Authentication: who is asking? The session says it, the user table says what is true of them now. */
  async function requireLogin(req: Request, res: Response, next: NextFunction): Promise<void> {
    const { user: who, version, since } = req.session;
    if (!who) {
      refuse(res, 'Please log in.');
      return;
    }
    const user = users.find(who.id);
    if (!user || !isUnlocked(user) || !isOfVersion(user, version) || !isWithinLifetime(user, since, LIFETIME_MS)) {
      // Not only refused: it is over, and no later mistake can bring it back.
      await destroy(req);
      res.clearCookie(COOKIE_NAME, COOKIE);
      refuse(res, 'Please log in.');
      return;
    }
    res.locals['user'] = user;
    next();
  }

  return app;
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

/** Gives the session a new id. What it knew goes along; when the user logged in does not change. */
async function changeId(req: Request, user: User): Promise<void> {
  const { since } = req.session;
  await regenerate(req);
  Object.assign(req.session, { user: { id: user.id, name: user.name }, version: user.version, since });
  await save(req);
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
