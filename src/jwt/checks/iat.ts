import { showTime } from '../describe';
import { NO_CLAIMS, own, passed, skipped, type CheckRule } from './check-rule';
import { notANumber } from './not-a-number';

/** No RFC tells a verifier to reject a token that was issued in the future; it only has to be a time. */
export const iat: CheckRule = {
  id: 'iat',
  title: 'The time of issue is a time',
  source: 'RFC 7519 §4.1.6',
  judge({ claims, rules: { now } }) {
    if (!claims) return skipped(NO_CLAIMS);
    const value = own(claims, 'iat');
    if (value === undefined) return skipped('The token has no "iat".');
    if (typeof value !== 'number') return notANumber('iat', value);
    const remark = value > now ? '; issued in the future, so the clocks differ' : '';
    return passed('A number of seconds since 1970', `${showTime(value, now)}${remark}`);
  },
};
