import { isSameSite, siteOf } from '../request-context';
import { failed, notAsked, passed, type Rule } from '../rule';
import type { StoreAttempt } from './store-attempt';

/** What must not be sent along with a stranger's request must not be planted by one either. */
export const sameSiteIsSetFromItsSite: Rule<StoreAttempt> = {
  id: 'same-site-context',
  title: 'A cookie for its own site is set from its own site',
  source: 'RFC 6265bis §5.7 step 18',
  judge({ candidate, context }) {
    if (candidate.cookie.sameSite === 'none') return notAsked('SameSite=None');
    const expected = `A request from ${siteOf(context.url)}, or a top-level navigation`;
    if (isSameSite(context)) return passed({ expected, actual: 'Same site' });
    const isScript = context.api === 'script';
    if (context.topLevelNavigation && !isScript) {
      return passed({ expected, actual: 'The answer to a top-level navigation' });
    }
    return failed({
      expected,
      actual: `${isScript ? 'A script' : 'A request'} within ${context.siteForCookies || 'a page framed by another site'}`,
      fix: 'Set SameSite=None; Secure if other sites must be able to embed this.',
    });
  },
};

export const sameSiteNoneIsSecure: Rule<StoreAttempt> = {
  id: 'same-site-none',
  title: 'SameSite=None comes with Secure',
  source: 'RFC 6265bis §5.7 step 19',
  judge({ candidate }) {
    const { sameSite, secure } = candidate.cookie;
    if (sameSite !== 'none') return notAsked('No SameSite=None');
    const found = { expected: 'Secure', actual: secure ? 'Secure' : 'No Secure' };
    return secure ? passed(found) : failed({ ...found, fix: 'Add Secure, or use SameSite=Lax.' });
  },
};
