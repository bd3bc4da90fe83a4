import type { Fault } from '../../model';

/** The smallest change there is: another first letter of the session id, or of the token's claims. */
export const tamper: Fault = {
  id: 'tamper',
  kind: 'cookie',
  title: 'Change one character of the credential',
  teaches: 'What a client keeps can be changed by the client; the signature is what makes the server notice.',
  target: 'browser',
  at: ['cookie.stored', 'storage.written'],
  unavailable: (tools) => (tools.credential('browser') ? null : 'The browser keeps no credential now.'),
  strike: (tools) => {
    const kept = tools.credential('browser');
    // In a signed cookie the id follows "s:", written as "s%3A"; in a JWT the signature follows the second dot.
    if (kept) tools.editCredential('browser', swapped(kept.value, kept.what === 'cookie' ? 4 : lastPart(kept.value)));
    return Promise.resolve();
  },
};

function lastPart(token: string): number {
  return token.lastIndexOf('.') + 1;
}

function swapped(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}
