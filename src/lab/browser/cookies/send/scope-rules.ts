import { canonicalHost, domainMatches } from '../domains';
import { isExpired } from '../kept-cookie';
import { pathMatches } from '../paths';
import { isSecureOrigin, originText, partitionKeyOf } from '../request-context';
import { failed, notAsked, passed, type Rule } from '../rule';
import { instant } from '../words';
import type { SendQuestion } from './send-question';

export const notExpired: Rule<SendQuestion> = {
  id: 'expiry',
  title: 'The cookie has not expired',
  source: 'RFC 6265bis §5.7 ("evict all expired cookies")',
  judge({ cookie, now }) {
    if (cookie.expires === null) return notAsked('It lives until the browser closes');
    const found = { expected: `After ${instant(now)}`, actual: instant(cookie.expires) };
    return isExpired(cookie, now) ? failed({ ...found, fix: 'Have the server set it again.' }) : passed(found);
  },
};

export const hostIsCovered: Rule<SendQuestion> = {
  id: 'domain',
  title: 'The request goes to a host the cookie is for',
  source: 'RFC 6265bis §5.8.3 step 1',
  judge({ cookie, context }) {
    const host = canonicalHost(context.url.host);
    if (cookie.hostOnly) {
      const found = { expected: `${cookie.domain} and no other host`, actual: host };
      if (host === cookie.domain) return passed(found);
      const fix = domainMatches(host, cookie.domain)
        ? `Set it with Domain=${cookie.domain} for subdomains as well.`
        : `Send the request to ${cookie.domain}.`;
      return failed({ ...found, fix });
    }
    const found = { expected: `${cookie.domain} or a subdomain`, actual: host };
    return domainMatches(host, cookie.domain)
      ? passed(found)
      : failed({ ...found, fix: `Send the request to ${cookie.domain}.` });
  },
};

export const pathIsCovered: Rule<SendQuestion> = {
  id: 'path',
  title: 'The request goes to a path the cookie is for',
  source: 'RFC 6265bis §5.8.3 step 1, §5.1.4',
  judge({ cookie, context }) {
    const found = { expected: `${cookie.path} or below`, actual: context.url.path };
    if (pathMatches(context.url.path, cookie.path)) return passed(found);
    return failed({ ...found, fix: 'Set it with Path=/ for the whole host.' });
  },
};

export const secureStaysSecure: Rule<SendQuestion> = {
  id: 'secure',
  title: 'A Secure cookie travels over a secure connection',
  source: 'RFC 6265bis §5.8.3 step 1',
  judge({ cookie, context, policy }) {
    if (!cookie.secure) return notAsked('No Secure');
    const found = { expected: 'https', actual: originText(context.url) };
    return isSecureOrigin(context.url, policy) ? passed(found) : failed({ ...found, fix: 'Use https.' });
  },
};

export const httpOnlyIsHiddenFromScripts: Rule<SendQuestion> = {
  id: 'http-only',
  title: 'An HttpOnly cookie is kept from scripts',
  source: 'RFC 6265bis §5.8.3 step 1',
  judge({ cookie, context }) {
    if (!cookie.httpOnly) return notAsked('No HttpOnly');
    if (context.api !== 'script') return passed({ expected: 'A request', actual: 'A request' });
    return failed({
      expected: 'A request',
      actual: 'document.cookie',
      fix: 'None is needed: a script has no business with it.',
    });
  },
};

export const partitionIsTheSame: Rule<SendQuestion> = {
  id: 'partition',
  title: 'A Partitioned cookie stays under the top-level site it was set under',
  source: 'draft-cutler-httpbis-partitioned-cookies-01',
  judge({ partitionKey, context }) {
    if (partitionKey === null) return notAsked('No Partitioned');
    const here = partitionKeyOf(context);
    const found = { expected: partitionKey, actual: here || 'a page framed by another site' };
    if (here === partitionKey) return passed(found);
    return failed({ ...found, fix: 'Set it anew under this site, or leave Partitioned out.' });
  },
};
