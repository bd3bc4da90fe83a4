import type { Fault } from '../../model';

/** The user clears the site's data, or another tab logs out. */
export const deleteCredential: Fault = {
  id: 'delete-credential',
  kind: 'cookie',
  title: 'Delete what the browser keeps',
  teaches:
    'Without cookie or token nobody knows who is asking; the server is not told, and a session in its store lives on.',
  target: 'browser',
  unavailable: (tools) => (tools.credential('browser') ? null : 'The browser keeps no credential now.'),
  strike: (tools) => {
    tools.dropCredential('browser');
    return Promise.resolve();
  },
};
