import express, { type Express } from 'express';
import session, { type Store } from 'express-session';
import { hasRole } from './roles';
import type { Users } from './users';

/**
 * DO NOT COPY THIS. It is what many tutorials print, and it works, which is why it is copied so often. Compare it with
 * stateful.ts, line by line; what is wrong stands beside each line.
 */
export function createNaiveApp({ store, users }: { readonly store: Store; readonly users: Users }): Express {
  const app = express(); // says "X-Powered-By: Express" to whoever looks for a server to attack

  app.use(
    session({
      // `name` is left out: "connect.sid" tells what runs here, and without "__Host-" a sibling domain can plant one.
      secret: 'keyboard cat', // in the source, so everybody who has read it can sign any id
      store,
      resave: true, // writes back what nobody changed: a slow request brings a session back that has just logged out
      saveUninitialized: true, // a row and a cookie for everybody who passes by, robots as well
      // `cookie` is left out: also sent over plain HTTP, on requests from other sites, and without an end.
    }),
  );

  app.post('/login', express.json(), async (req, res) => {
    const user = await users.checkPassword(req.body?.username, req.body?.password);
    if (!user) {
      res.status(401).json({ error: 'Wrong name or password.' });
      return;
    }
    // No `regenerate`: an id that somebody planted before the login is logged in now (session fixation).
    // No version, no time of login, and nobody asks whether the account is locked.
    req.session.user = { id: user.id, name: user.name };
    // No `save`: the answer is out before anybody knows whether the store has the session.
    res.json({ name: user.name, role: user.role }); // may be cached
  });

  app.get('/profile', (req, res) => {
    const user = users.find(req.session.user?.id);
    if (!user) {
      res.status(401).json({ error: 'Please log in.' });
      return;
    }
    res.json({ name: user.name, role: user.role });
  });

  app.get('/admin', (req, res) => {
    const user = users.find(req.session.user?.id);
    if (!user || !hasRole(user, 'admin')) {
      res.status(403).json({ error: 'Only for administrators.' }); // to somebody who is not even logged in
      return;
    }
    res.json({ secret: 'Welcome to the back office.' });
  });

  app.post('/logout', (_req, res) => {
    // No `destroy`: the browser forgets the id, and the session goes on for everybody who has a copy of it.
    res.clearCookie('connect.sid');
    res.status(204).end();
  });

  return app;
}
