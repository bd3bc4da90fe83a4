import type { Scenario } from '../../model';
import { ask, logIn, logOut } from './page';

const FIFTEEN_MINUTES = 15 * 60 * 1000;

export const stateless: Scenario = {
  id: 'stateless',
  title: 'Stateless: a signed token in the browser, a key on the server',
  teaches:
    'The token says who is asking; the server checks its signature and believes it until it expires, even after logout.',
  flow: 'stateless',
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
      title: 'Someone copies the token',
      by: 'thief',
      play: (stage) => stage.copyCredential('token', 'browser', 'thief'),
    },
    {
      id: 'logout',
      title: 'Log out: the page forgets the token',
      by: 'browser',
      play: (stage) => logOut(stage, 'browser'),
    },
    {
      id: 'replay',
      title: 'The copied token is used after logout',
      by: 'thief',
      play: async (stage) => void (await ask(stage, 'thief', '/profile')),
    },
    {
      id: 'replay-expired',
      title: 'The copied token is used again, 15 minutes later',
      by: 'thief',
      play: async (stage) => {
        await stage.advanceClock(FIFTEEN_MINUTES);
        await ask(stage, 'thief', '/profile');
      },
    },
  ],
};
