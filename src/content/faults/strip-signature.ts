import type { Fault } from '../../model';
import { whyNoToken } from './parts/credentials';

/** An unsecured JWS (RFC 7515, appendix A.5): the algorithm "none" and nothing after the last dot. */
export const stripSignature: Fault = {
  id: 'strip-signature',
  kind: 'token',
  title: 'Strip the signature off the token',
  teaches:
    'A token says itself how it is signed, and a server that lets it choose "none" believes whatever anybody wrote.',
  target: 'browser',
  at: ['storage.written'],
  unavailable: whyNoToken,
  strike: (tools) => {
    const kept = tools.credential('browser');
    if (kept) {
      const unsecured = tools.withClaims(kept.value, {}, { alg: 'none' });
      tools.editCredential('browser', unsecured.slice(0, unsecured.lastIndexOf('.') + 1));
    }
    return Promise.resolve();
  },
};
