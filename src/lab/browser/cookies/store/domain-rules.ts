import { domainMatches } from '../domains';
import { isPublicSuffix } from '../public-suffix';
import { failed, notAsked, passed, type Rule } from '../rule';
import { quoted } from '../words';
import type { StoreAttempt } from './store-attempt';

export const domainIsAscii: Rule<StoreAttempt> = {
  id: 'domain-ascii',
  title: 'Domain is written in ASCII',
  source: 'RFC 6265bis §5.7 step 8',
  judge({ parsed }) {
    if (parsed.domain === null) return notAsked('No Domain');
    const found = { expected: 'ASCII alone', actual: quoted(parsed.domain) };
    if (!/[\x80-\uffff]/.test(parsed.domain)) return passed(found);
    return failed({ ...found, fix: 'Write an international name in its xn-- form.' });
  },
};

export const domainIsNoPublicSuffix: Rule<StoreAttempt> = {
  id: 'public-suffix',
  title: 'Domain is not one that strangers share',
  source: 'RFC 6265bis §5.7 step 9',
  judge({ parsed, host }) {
    if (parsed.domain === null || parsed.domain === '') return notAsked('No Domain');
    const found = { expected: 'A domain that one owner registered', actual: quoted(parsed.domain) };
    if (!isPublicSuffix(parsed.domain)) return passed(found);
    if (parsed.domain === host) return passed({ ...found, actual: `${quoted(host)}, the host itself: host-only then` });
    return failed({ ...found, fix: 'Leave Domain out, or name your own registered domain.' });
  },
};

export const domainCoversHost: Rule<StoreAttempt> = {
  id: 'domain-match',
  title: 'The host lies in the Domain it names',
  source: 'RFC 6265bis §5.7 step 10, §5.1.3',
  judge({ candidate, host }) {
    const { domain, hostOnly } = candidate.cookie;
    if (hostOnly) return notAsked(`Host-only: back to ${host} and nowhere else`);
    const found = { expected: `${host}, or a domain that it lies in`, actual: quoted(domain) };
    if (domainMatches(host, domain)) return passed(found);
    return failed({ ...found, fix: `Leave Domain out, or let it end where ${host} ends.` });
  },
};

/** Refuses nothing: it settles the path, and says where it came from. */
export const pathIsSettled: Rule<StoreAttempt> = {
  id: 'path',
  title: 'The cookie has a path',
  source: 'RFC 6265bis §5.7 step 11, §5.1.4',
  judge({ candidate, parsed }) {
    const origin = parsed.path === null ? 'the directory of the request' : 'from Path';
    return passed({
      expected: 'Path, or else the directory of the request',
      actual: `${quoted(candidate.cookie.path)}, ${origin}`,
    });
  },
};
