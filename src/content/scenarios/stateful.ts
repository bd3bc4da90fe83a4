import type { Scenario } from '../../model';

const COOKIE = '__Host-sid';

export const stateful: Scenario = {
  id: 'stateful',
  title: 'Stateful: a session on the server, a cookie in the browser',
  teaches:
    'The server remembers who is logged in; the browser only carries an id. Delete the row, and the id is worthless.',
  app: 'stateful',
  actors: [
    { id: 'thief', role: 'attacker', label: 'Thief' },
    { id: 'browser', role: 'browser', label: 'Browser' },
    { id: 'app', role: 'server', label: 'Server' },
    { id: 'store', role: 'store', label: 'Session store' },
  ],
  acts: [
    {
      id: 'first-visit',
      title: 'First visit',
      by: 'browser',
      play: async (stage) => void (await stage.browser('browser').visit('/profile')),
    },
    {
      id: 'wrong-password',
      title: 'Log in with the wrong password',
      by: 'browser',
      play: async (stage) =>
        void (await stage
          .browser('browser')
          .fetch('POST', '/login', { json: { username: 'alice', password: 'looking-glass' } })),
    },
    {
      id: 'login',
      title: 'Log in with the right password',
      by: 'browser',
      play: async (stage) =>
        void (await stage
          .browser('browser')
          .fetch('POST', '/login', { json: { username: 'alice', password: 'wonderland' } })),
    },
    {
      id: 'profile',
      title: 'Open the profile',
      by: 'browser',
      play: async (stage) => void (await stage.browser('browser').visit('/profile')),
    },
    {
      id: 'refresh',
      title: 'Refresh the page',
      by: 'browser',
      play: async (stage) => void (await stage.browser('browser').visit('/profile')),
    },
    {
      id: 'forbidden',
      title: 'Try the page for administrators',
      by: 'browser',
      play: async (stage) => void (await stage.browser('browser').visit('/admin')),
    },
    {
      id: 'copy',
      title: 'Someone copies the cookie',
      by: 'thief',
      play: (stage) => stage.copyCredential('cookie', COOKIE, 'browser', 'thief'),
    },
    {
      id: 'logout',
      title: 'Log out',
      by: 'browser',
      play: async (stage) => void (await stage.browser('browser').fetch('POST', '/logout')),
    },
    {
      id: 'replay',
      title: 'The copied cookie is used after logout',
      by: 'thief',
      play: async (stage) => void (await stage.browser('thief').visit('/profile')),
    },
  ],
};
