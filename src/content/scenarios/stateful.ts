import type { Scenario } from '../../model';
import { ask, logIn, logOut } from './page';

export const stateful: Scenario = {
  id: 'stateful',
  title: 'Stateful: a session on the server, a cookie in the browser',
  teaches:
    'The server remembers who is logged in; the browser only carries an id. Delete the row, and the id is worthless.',
  flow: 'stateful',
  acts: [
    {
      id: 'first-visit',
      title: 'First visit',
      by: 'browser',
      play: async (stage) => void (await ask(stage, 'browser', '/profile')),
    },
    {
      id: 'wrong-password',
      title: 'Log in with the wrong password',
      by: 'browser',
      play: async (stage) => void (await logIn(stage, 'browser', 'alice', 'looking-glass')),
    },
    {
      id: 'login',
      title: 'Log in with the right password',
      by: 'browser',
      play: async (stage) => void (await logIn(stage, 'browser', 'alice', 'wonderland')),
    },
    {
      id: 'profile',
      title: 'Open the profile',
      by: 'browser',
      play: async (stage) => void (await ask(stage, 'browser', '/profile')),
    },
    {
      id: 'refresh',
      title: 'Refresh the page',
      by: 'browser',
      play: async (stage) => void (await ask(stage, 'browser', '/profile')),
    },
    {
      id: 'forbidden',
      title: 'Try the page for administrators',
      by: 'browser',
      play: async (stage) => void (await ask(stage, 'browser', '/admin')),
    },
    {
      id: 'copy',
      title: 'Someone copies the cookie',
      by: 'thief',
      play: (stage) => stage.copyCredential('cookie', 'browser', 'thief'),
    },
    { id: 'logout', title: 'Log out', by: 'browser', play: (stage) => logOut(stage, 'browser') },
    {
      id: 'replay',
      title: 'The copied cookie is used after logout',
      by: 'thief',
      play: async (stage) => void (await ask(stage, 'thief', '/profile')),
    },
  ],
};
