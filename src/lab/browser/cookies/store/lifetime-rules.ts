import type { StoredCookie } from '../../../../model/cookies';
import { domainMatches } from '../domains';
import { isExpired } from '../kept-cookie';
import { failed, notAsked, passed, type Rule } from '../rule';
import { instant } from '../words';
import type { StoreAttempt } from './store-attempt';

const DAY = 24 * 60 * 60 * 1000;

/** Refuses nothing: it settles when the cookie ends, and says which attribute decided. */
export const lifetimeIsLimited: Rule<StoreAttempt> = {
  id: 'lifetime',
  title: 'The cookie ends with the session, or within the age limit',
  source: 'RFC 6265bis §5.5, §5.7 step 6',
  judge({ lifetime, policy }) {
    const expected = `At most ${String(Math.round(policy.ageLimit / DAY))} days`;
    if (lifetime.from === null || lifetime.expires === null) {
      return passed({ expected, actual: 'Until the browser closes: neither Max-Age nor Expires names an end' });
    }
    const cut = lifetime.capped ? ', cut down to the limit' : '';
    return passed({ expected, actual: `Until ${instant(lifetime.expires)}, from ${lifetime.from}${cut}` });
  },
};

/** Not the draft's own words: it stores the expired cookie and evicts it at once, which comes to the same. */
export const expiredLineMeetsItsCookie: Rule<StoreAttempt> = {
  id: 'something-to-delete',
  title: 'There is a cookie for this line to delete',
  source: 'RFC 6265bis §5.7',
  judge({ candidate, old, kept, now, host }) {
    if (!isExpired(candidate.cookie, now)) return notAsked('It has not expired');
    const expected = `A kept cookie for ${whereabouts(candidate.cookie)}`;
    if (old) return passed({ expected, actual: 'There is one, and it goes' });
    const namesake = kept.find(
      ({ cookie }) => cookie.name === candidate.cookie.name && domainMatches(host, cookie.domain),
    );
    return failed({
      expected,
      actual: namesake ? `One of this name for ${whereabouts(namesake.cookie)}` : 'No cookie of this name',
      fix: 'Clear a cookie with the Domain, Path and Partitioned it was set with.',
    });
  },
};

function whereabouts({ domain, hostOnly, path, partitioned }: StoredCookie): string {
  return `${domain}${hostOnly ? ' alone' : ' and its subdomains'}, Path ${path}${partitioned ? ', Partitioned' : ''}`;
}
