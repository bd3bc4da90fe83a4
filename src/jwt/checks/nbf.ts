import { duration, isoTime, isTooEarly, showTime } from '../describe';
import { toleranceOf } from '../rules';
import { failed, NO_CLAIMS, own, passed, skipped, type CheckRule } from './check-rule';
import { noClock } from './no-clock';
import { notANumber } from './not-a-number';

export const nbf: CheckRule = {
  id: 'nbf',
  title: 'The token is already valid',
  source: 'RFC 7519 §4.1.5',
  judge({ claims, rules }) {
    if (!claims) return skipped(NO_CLAIMS);
    const { now } = rules;
    const tolerance = toleranceOf(rules);
    const value = own(claims, 'nbf');
    const limit = now + tolerance;
    const expected = `Not later than ${isoTime(limit) ?? String(limit)}`;
    if (value === undefined) return skipped('The token has no "nbf".');
    if (typeof value !== 'number') return notANumber('nbf', value);
    const blind = noClock(now);
    if (blind) return blind;
    if (!isTooEarly(value, now, tolerance)) return passed(expected, showTime(value, now));
    const needed = Math.ceil(value - now);
    return failed(
      expected,
      showTime(value, now),
      `Wait, or raise the clock tolerance to ${needed} s (${duration(needed)}).`,
    );
  },
};
