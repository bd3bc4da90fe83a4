import type { Fault } from '../../model';
import { whyNoSessions } from './parts/credentials';

/** The page asks for a new id, as a careful application does before something that matters. */
export const rotateId: Fault = {
  id: 'rotate-id',
  kind: 'session',
  title: 'Give the session a new id',
  teaches:
    'The answer brings the new id along, so the user stays logged in; only a request still under way has the old one.',
  target: 'browser',
  at: ['request.sent'],
  unavailable: (tools) =>
    whyNoSessions(tools) ??
    (tools.deployment.app === 'stateful-naive' ? 'This server never gives a session another id.' : null) ??
    (tools.credential('browser') ? null : 'The browser keeps no session id now.'),
  strike: (tools) => {
    tools.interlude({
      id: 'renew',
      title: 'Ask for a new session id',
      by: 'browser',
      play: async (stage) => void (await stage.browser('browser').fetch('POST', '/renew')),
    });
    return Promise.resolve();
  },
};
