import { excessCookies } from '../eviction';
import { isExpired } from '../kept-cookie';
import { failed, notAsked, passed, type Rule } from '../rule';
import { instant } from '../words';
import type { StoreAttempt } from './store-attempt';

/** Refuses nothing: it settles the cookie's age, by which cookies of equal path are ordered. */
export const replacementKeepsItsAge: Rule<StoreAttempt> = {
  id: 'creation-time',
  title: 'A cookie that replaces another keeps its creation time',
  source: 'RFC 6265bis §5.7 step 23.3',
  judge({ old }) {
    if (!old) return notAsked('It replaces none');
    return passed({ expected: 'The time of the cookie it replaces', actual: instant(old.cookie.created) });
  },
};

/** A full jar makes room; only a cookie without Secure among Secure ones has to go itself. */
export const jarHasRoom: Rule<StoreAttempt> = {
  id: 'room',
  title: 'The jar has room, or makes it',
  source: 'RFC 6265bis §5.7, §6.1',
  judge({ candidate, kept, old, policy, now }) {
    if (old || isExpired(candidate.cookie, now)) return notAsked('It takes no new place');
    const expected = `At most ${String(policy.perDomain)} a domain and ${String(policy.inAll)} in all`;
    const gone = excessCookies([...kept, candidate], policy);
    if (!gone.includes(candidate)) {
      return passed({ expected, actual: gone.length === 0 ? 'There is room' : `${String(gone.length)} had to go` });
    }
    return failed({
      expected,
      actual: 'Full, and every other cookie has precedence',
      fix: 'Set fewer cookies, or add Secure.',
    });
  },
};
