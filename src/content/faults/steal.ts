import type { Fault } from '../../model';

/** By malware, a leaked log, an injected script: however it got out, it is the same credential. */
export const steal: Fault = {
  id: 'steal',
  kind: 'cookie',
  title: 'Copy the credential to the thief',
  teaches: 'Cookie and token alike work for whoever bears them; the server cannot tell the copy from the original.',
  target: 'browser',
  at: ['cookie.stored', 'storage.written'],
  unavailable: (tools) => (tools.credential('browser') ? null : 'The browser keeps no credential to copy now.'),
  strike: (tools) => {
    tools.copyCredential('browser', 'thief');
    return Promise.resolve();
  },
};
