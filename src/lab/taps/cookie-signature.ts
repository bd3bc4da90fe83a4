import * as signature from 'cookie-signature';
import { probe } from '../node/probe';

export const sign = signature.sign;

/**
 * Tells whether the signature of a session cookie fits. express-session tries one secret after the other, and treats a
 * cookie that fits none of them as no session at all.
 */
export function unsign(input: string, secret: string): string | false {
  const sid = signature.unsign(input, secret);
  const { cookieName: name = '', cookieSecrets: secrets = [secret], mounted: source } = probe.context ?? {};
  const several = secrets.length > 1;
  const check = {
    id: 'signature',
    title: "The signature fits the id and the server's secret",
    expected: several
      ? `HMAC-SHA256 of the id, keyed with one of ${secrets.length} cookie secrets`
      : 'HMAC-SHA256 of the id, keyed with the cookie secret',
    source: 'cookie-signature 1.x; RFC 2104',
  };
  if (sid !== false) {
    const earlier = secrets.indexOf(secret) > 0;
    const actual = earlier ? 'it fits an earlier secret, which is still accepted' : 'it fits';
    probe.tell('cookie.verified', { name, sid, checks: [{ ...check, outcome: 'passed', actual }] }, { source });
  } else if (secret === secrets.at(-1)) {
    const failed = {
      outcome: 'failed',
      actual: several ? 'it fits none of them' : 'it does not fit',
      fix: 'Send the cookie as the server set it.',
    } as const;
    probe.tell('cookie.rejected', { name, value: input, checks: [{ ...check, ...failed }] }, { source });
  }
  return sid;
}
