import type { Fault } from '../../model';
import { issuesTokens } from '../../model/contracts';
import { logIn } from '../scenarios/page';

/** At a shared computer, or by a script on the page: the __Host- prefix only keeps neighboring hosts from it. */
export const fixate: Fault = {
  id: 'fixate',
  kind: 'session',
  title: "Plant the thief's cookie in the browser",
  teaches: 'Whoever planted a session knows its id: only a login that makes a new one ends what the two of them share.',
  target: 'browser',
  unavailable: (tools) =>
    issuesTokens(tools.deployment.app)
      ? 'This server sets no cookie, and a page takes no token but the one from its own login.'
      : null,
  strike: (tools) => {
    tools.interlude({
      id: 'plant',
      title: 'The thief logs in and plants the cookie',
      by: 'thief',
      play: async (stage) => {
        await logIn(stage, 'thief', 'mallory', 'queenofhearts');
        await stage.copyCredential('cookie', 'thief', 'browser');
      },
    });
    return Promise.resolve();
  },
};
