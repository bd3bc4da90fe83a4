import type { Fault } from '../../model';
import { refresh } from '../scenarios/page';

/** The thief comes first with a copied refresh token; then the page uses the same one, as it always does. */
export const refreshTwice: Fault = {
  id: 'refresh-twice',
  kind: 'token',
  title: 'Use a refresh token twice',
  teaches: 'A refresh token that comes twice is held by two: nobody can say who is the thief, so the whole login ends.',
  target: 'browser',
  unavailable: (tools) => {
    if (tools.deployment.app !== 'stateless-refresh') return 'This server issues no refresh tokens.';
    return tools.credential('browser') ? null : 'The browser keeps no token now.';
  },
  strike: (tools) => {
    tools.interlude({
      id: 'refresh-twice',
      title: 'Thief and page use the same refresh token',
      by: 'thief',
      play: async (stage) => {
        await stage.copyCredential('token', 'browser', 'thief');
        await refresh(stage, 'thief');
        await refresh(stage, 'browser');
      },
    });
    return Promise.resolve();
  },
};
