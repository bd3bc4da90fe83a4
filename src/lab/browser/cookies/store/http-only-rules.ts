import { failed, notAsked, passed, type Rule } from '../rule';
import type { StoreAttempt } from './store-attempt';

export const scriptSetsNoHttpOnly: Rule<StoreAttempt> = {
  id: 'http-only-from-script',
  title: 'HttpOnly comes from a response, not from a script',
  source: 'RFC 6265bis §5.7 step 15',
  judge({ candidate, context }) {
    if (!candidate.cookie.httpOnly) return notAsked('No HttpOnly');
    const found = { expected: 'A Set-Cookie header field' };
    if (context.api !== 'script') return passed({ ...found, actual: 'A Set-Cookie header field' });
    return failed({ ...found, actual: 'document.cookie', fix: 'Let the server set it.' });
  },
};

export const scriptLeavesHttpOnlyAlone: Rule<StoreAttempt> = {
  id: 'http-only-kept',
  title: 'No script overwrites an HttpOnly cookie',
  source: 'RFC 6265bis §5.7 step 23.2',
  judge({ old, context }) {
    if (context.api !== 'script') return notAsked('Not from a script');
    const expected = 'No HttpOnly cookie of this name, domain and path';
    if (!old?.cookie.httpOnly) return passed({ expected, actual: 'There is none' });
    return failed({ expected, actual: 'There is one', fix: 'Let the server change it.' });
  },
};
