import type { Fault } from '../../model';
import { LAB } from '../../model/actors';
import { whyNoToken } from './parts/credentials';

/** The same issuer serves several APIs, and a client shows one of them the token that it got for another. */
export const wrongAudience: Fault = {
  id: 'wrong-audience',
  kind: 'token',
  title: 'Show a token for another API',
  teaches:
    'Signature and issuer are right, but the token was not made for this server: whoever skips "aud" lets it in.',
  target: 'browser',
  at: ['storage.written'],
  unavailable: whyNoToken,
  strike: (tools) => {
    const kept = tools.credential('browser');
    if (kept) tools.editCredential('browser', tools.signed(kept.value, { aud: 'https://billing.example' }, LAB));
    return Promise.resolve();
  },
};
