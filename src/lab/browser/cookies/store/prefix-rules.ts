import { failed, notAsked, passed, type Rule } from '../rule';
import { startsWithIgnoringCase } from '../text';
import type { StoreAttempt } from './store-attempt';

/**
 * A name can promise how a cookie was set. Servers see names and never attributes, so this is the only thing that
 * tells them. Prefixes compare without case, as many servers do with names.
 */
interface Requirement {
  readonly name: string;
  met(attempt: StoreAttempt): boolean;
}

const secure: Requirement = { name: 'Secure', met: ({ candidate }) => candidate.cookie.secure };
const httpOnly: Requirement = { name: 'HttpOnly', met: ({ candidate }) => candidate.cookie.httpOnly };
const hostOnly: Requirement = { name: 'no Domain', met: ({ candidate }) => candidate.cookie.hostOnly };
/** A Path that is not usable counts as none, as in the draft that follows 6265bis and in Chromium. */
const rootPath: Requirement = { name: 'Path=/', met: ({ parsed }) => parsed.path === '/' };

export const securePrefix = prefixRule('prefix-secure', '__Secure-', [secure], 'RFC 6265bis §5.7 step 20');
export const hostPrefix = prefixRule(
  'prefix-host',
  '__Host-',
  [secure, hostOnly, rootPath],
  'RFC 6265bis §5.7 step 21',
);
export const httpPrefix = prefixRule(
  'prefix-http',
  '__Http-',
  [secure, httpOnly],
  'draft-ietf-httpbis-layered-cookies §5.4.3',
);
export const hostHttpPrefix = prefixRule(
  'prefix-host-http',
  '__Host-Http-',
  [secure, httpOnly, hostOnly, rootPath],
  'draft-ietf-httpbis-layered-cookies §5.4.3',
);

function prefixRule(
  id: string,
  prefix: string,
  requirements: readonly Requirement[],
  source: string,
): Rule<StoreAttempt> {
  const expected = requirements.map((each) => each.name).join(', ');
  return {
    id,
    title: `A name beginning with ${prefix} keeps its promise`,
    source,
    judge(attempt) {
      if (!startsWithIgnoringCase(attempt.parsed.name, prefix)) return notAsked(`No ${prefix}`);
      const missing = requirements.filter((each) => !each.met(attempt)).map((each) => each.name);
      if (missing.length === 0) return passed({ expected, actual: expected });
      return failed({
        expected,
        actual: `Missing: ${missing.join(', ')}`,
        fix: `Set it with ${missing.join(', ')}, or choose a name without the prefix.`,
      });
    },
  };
}

/** A cookie without a name is sent as its bare value, which a server would read as a name. */
export const namelessHidesNoPrefix: Rule<StoreAttempt> = {
  id: 'prefix-hidden',
  title: 'A cookie without a name does not pretend to a prefix',
  source: 'RFC 6265bis §5.7 step 22',
  judge({ parsed }) {
    if (parsed.name !== '') return notAsked('It has a name');
    const hidden = ['__Secure-', '__Host-', '__Http-'].find((each) => startsWithIgnoringCase(parsed.value, each));
    const expected = 'A value that begins with no prefix';
    if (hidden === undefined) return passed({ expected, actual: 'It begins with none' });
    return failed({
      expected,
      actual: `A value that begins with ${hidden}`,
      fix: 'Give the cookie a name.',
    });
  },
};
