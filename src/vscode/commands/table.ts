import { revealSessions } from '../reveal-sessions';
import type { Parts } from '../parts';
import { destroyAllSessions, destroySession } from './destroy-sessions';
import type { Command } from './ids';
import { injectFailure } from './inject-failure';
import { restartDemo } from './restart-demo';
import { startDemo } from './start-demo';

type Handler = (parts: Parts, args: readonly unknown[]) => unknown;

/** What each command does. A command that is missing here does not compile. */
export const COMMAND_TABLE: { readonly [C in Command]: Handler } = {
  startStateful: (parts, args) => startDemo(parts, 'stateful', args),
  startStateless: (parts, args) => startDemo(parts, 'stateless', args),
  // The view knows whether its cursor stands in the past, where stepping only moves on to what already happened.
  step: ({ panel, session }) => {
    if (panel.move('step')) return;
    panel.reveal();
    session.step();
  },
  stepBack: ({ panel }) => {
    if (!panel.move('back')) panel.reveal();
  },
  play: ({ panel, session }) => {
    panel.move('last');
    session.play();
  },
  pause: ({ session }) => session.pause(),
  restart: (parts) => restartDemo(parts),
  stop: ({ session }) => session.stop(),
  injectFailure,
  inspectSessionStore: () => revealSessions(),
  destroySession,
  destroyAllSessions,
  // Loaded when they are asked for: activation waits for no decoder and no projection.
  decodeJwt: async (parts) => (await import('./decode-jwt')).decodeJwt(parts),
  showServerCode: async (parts) => (await import('./show-server-code')).showServerCode(parts),
  showPanel: ({ panel }) => panel.reveal(),
  showLog: ({ log }) => log.show(),
};
