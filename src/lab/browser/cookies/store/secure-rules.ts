import { domainMatches } from '../domains';
import { pathMatches } from '../paths';
import { originText } from '../request-context';
import { failed, notAsked, passed, type Rule } from '../rule';
import type { StoreAttempt } from './store-attempt';

export const secureComesFromSecureOrigin: Rule<StoreAttempt> = {
  id: 'secure-origin',
  title: 'Secure is set over a secure connection',
  source: 'RFC 6265bis §5.7 step 13',
  judge({ candidate, secureOrigin, context }) {
    if (!candidate.cookie.secure) return notAsked('No Secure');
    const found = { expected: 'https', actual: originText(context.url) };
    return secureOrigin ? passed(found) : failed({ ...found, fix: 'Answer over https, or leave Secure out.' });
  },
};

/** "Leave secure cookies alone": who can forge plain HTTP must not be able to overlay a cookie set over TLS. */
export const insecureLeavesSecureAlone: Rule<StoreAttempt> = {
  id: 'leave-secure-alone',
  title: 'No insecure answer covers up a Secure cookie',
  source: 'RFC 6265bis §5.7 step 16',
  judge({ candidate, secureOrigin, kept }) {
    if (candidate.cookie.secure || secureOrigin) return notAsked('It is Secure, or comes over a secure connection');
    const { name, domain, path } = candidate.cookie;
    const covered = kept.find(
      (each) =>
        each.cookie.secure &&
        each.cookie.name === name &&
        each.partitionKey === candidate.partitionKey &&
        (domainMatches(domain, each.cookie.domain) || domainMatches(each.cookie.domain, domain)) &&
        pathMatches(path, each.cookie.path),
    );
    if (!covered) return passed({ expected: 'No Secure cookie of this name here', actual: 'There is none' });
    return failed({
      expected: 'No Secure cookie of this name here',
      actual: `One for ${covered.cookie.domain}${covered.cookie.path}`,
      fix: 'Set the cookie over https.',
    });
  },
};
