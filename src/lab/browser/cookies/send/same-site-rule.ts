import { isSameSite, siteOf } from '../request-context';
import { failed, notAsked, passed, type Rule } from '../rule';
import type { SendQuestion } from './send-question';

/** Methods that only read. Source: RFC 9110 §9.2.1. */
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * What a stranger's page may send on the user's behalf: nothing of Strict, and of Lax, or without SameSite, what
 * goes with a link that the user follows.
 */
export const sameSiteAllows: Rule<SendQuestion> = {
  id: 'same-site',
  title: 'SameSite allows a request from where it began',
  source: 'RFC 6265bis §5.8.3 step 1, §5.6.7',
  judge(question) {
    const { cookie, context } = question;
    if (cookie.sameSite === 'none') return notAsked('SameSite=None');
    const home = siteOf(context.url);
    if (isSameSite(context)) {
      const actual = context.siteForCookies === null ? 'The user began it' : 'It did';
      return passed({ expected: `A request that begins on ${home}`, actual });
    }

    const from = context.siteForCookies || 'a page framed by another site';
    if (context.api === 'script') {
      return failed({ expected: `A script of ${home}`, actual: `A script within ${from}`, fix: noneNeeded });
    }
    if (cookie.sameSite === 'strict') {
      return failed({
        expected: `A request that begins on ${home}`,
        actual: `${context.method} that began on ${from}`,
        fix: 'Use SameSite=Lax if links from other sites should find the user logged in.',
      });
    }
    const isSafe = safeMethods.has(context.method.toUpperCase());
    if (context.topLevelNavigation && isSafe) {
      return passed({ expected: orLink(home), actual: `Top-level ${context.method} from ${from}` });
    }
    if (context.topLevelNavigation && isFreshDefault(question)) {
      return passed({
        expected: `No SameSite, and at most ${seconds(question.policy.laxAllowingUnsafe)} old`,
        actual: `${seconds(question.now - cookie.created)} old: browsers let a top-level ${context.method} pass`,
      });
    }
    return failed({
      expected: orLink(home),
      actual: `${context.topLevelNavigation ? 'Top-level' : 'Embedded'} ${context.method} that began on ${from}`,
      fix: noneNeeded,
    });
  },
};

const noneNeeded = 'SameSite=None; Secure allows it, and then the server has to tell forged requests apart itself.';

function orLink(home: string): string {
  return `A request that begins on ${home}, or a top-level navigation by a safe method`;
}

/** "Lax-Allowing-Unsafe": single sign-on answers arrive by POST. Source: RFC 6265bis §5.6.7.2. */
function isFreshDefault({ cookie, policy, now }: SendQuestion): boolean {
  return (
    cookie.sameSite === 'default' && policy.laxAllowingUnsafe > 0 && now - cookie.created <= policy.laxAllowingUnsafe
  );
}

function seconds(ms: number): string {
  return `${String(Math.round(ms / 1000))} s`;
}
