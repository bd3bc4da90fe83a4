import type { ActorId, Scenario, Stage } from '../../model';

const KEY = 'access_token';
const FIFTEEN_MINUTES = 15 * 60 * 1000;

export const stateless: Scenario = {
  id: 'stateless',
  title: 'Stateless: a signed token in the browser, a key on the server',
  teaches:
    'The token says who is asking; the server checks its signature and believes it until it expires, even after logout.',
  app: 'stateless',
  actors: [
    { id: 'thief', role: 'attacker', label: 'Thief' },
    { id: 'browser', role: 'browser', label: 'Browser' },
    { id: 'app', role: 'server', label: 'Server' },
  ],
  acts: [
    { id: 'first-visit', title: 'First visit', by: 'browser', play: (stage) => ask(stage, 'browser', '/profile') },
    {
      id: 'wrong-password',
      title: 'Log in with the wrong password',
      by: 'browser',
      play: (stage) => logIn(stage, 'looking-glass'),
    },
    {
      id: 'login',
      title: 'Log in with the right password',
      by: 'browser',
      play: (stage) => logIn(stage, 'wonderland'),
    },
    { id: 'profile', title: 'Open the profile', by: 'browser', play: (stage) => ask(stage, 'browser', '/profile') },
    { id: 'refresh', title: 'Refresh the page', by: 'browser', play: (stage) => ask(stage, 'browser', '/profile') },
    {
      id: 'forbidden',
      title: 'Try the page for administrators',
      by: 'browser',
      play: (stage) => ask(stage, 'browser', '/admin'),
    },
    {
      id: 'copy',
      title: 'Someone copies the token',
      by: 'thief',
      play: (stage) => stage.copyCredential('token', KEY, 'browser', 'thief'),
    },
    {
      // The server has nothing to delete, so nobody asks it to.
      id: 'logout',
      title: 'Log out: the page forgets the token',
      by: 'browser',
      play: (stage) => stage.browser('browser').removeStorage('localStorage', KEY),
    },
    {
      id: 'replay',
      title: 'The copied token is used after logout',
      by: 'thief',
      play: (stage) => ask(stage, 'thief', '/profile'),
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

async function logIn(stage: Stage, password: string): Promise<void> {
  const browser = stage.browser('browser');
  const reply = await browser.fetch('POST', '/login', { json: { username: 'alice', password } });
  const body = reply?.json() as { access_token?: unknown } | undefined;
  if (typeof body?.access_token === 'string') await browser.writeStorage('localStorage', KEY, body.access_token);
}

/** The page's script asks the server, with the token if it has one: nothing attaches it by itself. */
async function ask(stage: Stage, who: ActorId, path: string): Promise<void> {
  const browser = stage.browser(who);
  const token = browser.readStorage('localStorage', KEY);
  await browser.fetch('GET', path, token === null ? {} : { headers: { Authorization: `Bearer ${token}` } });
}
