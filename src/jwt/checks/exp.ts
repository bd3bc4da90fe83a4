import { duration, isExpired, isoTime, showTime } from '../describe';
import { toleranceOf } from '../rules';
import { failed, NO_CLAIMS, own, passed, skipped, type CheckRule } from './check-rule';
import { noClock } from './no-clock';
import { notANumber } from './not-a-number';

export const exp: CheckRule = {
  id: 'exp',
  title: 'The token has not expired',
  source: 'RFC 7519 §4.1.4',
  judge({ claims, rules }) {
    if (!claims) return skipped(NO_CLAIMS);
    const { now } = rules;
    const tolerance = toleranceOf(rules);
    const value = own(claims, 'exp');
    const limit = now - tolerance;
    const expected = `Later than ${isoTime(limit) ?? String(limit)}`;
    if (value === undefined) return skipped('The token has no "exp": it never expires.');
    if (typeof value !== 'number') return notANumber('exp', value);
    const blind = noClock(now);
    if (blind) return blind;
    if (!isExpired(value, now, tolerance)) return passed(expected, showTime(value, now));
    const needed = Math.floor(now - value) + 1;
    const fix = `Get a new token. (A clock tolerance of ${needed} s, that is ${duration(needed)}, would also let it pass.)`;
    return failed(expected, showTime(value, now), fix);
  },
};
