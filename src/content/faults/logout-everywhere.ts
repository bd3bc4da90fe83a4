import type { Fault } from '../../model';
import { logOutEverywhere, whyNoLogoutEverywhere } from '../scenarios/page';

/** From the browser that is at hand, because another one is lost. */
export const logoutEverywhere: Fault = {
  id: 'logout-everywhere',
  kind: 'people',
  title: 'Log out everywhere',
  teaches: 'To end what it has given out, a server must look something up at each request: a row, a version, a list.',
  target: 'browser',
  unavailable: (tools) =>
    whyNoLogoutEverywhere(tools.deployment.app) ??
    (tools.credential('browser') ? null : 'The browser keeps no credential, so there is nobody to log out.'),
  strike: (tools) => {
    tools.interlude({
      id: 'logout-everywhere',
      title: 'Log out everywhere',
      by: 'browser',
      play: (stage) => logOutEverywhere(stage, 'browser'),
    });
    return Promise.resolve();
  },
};
