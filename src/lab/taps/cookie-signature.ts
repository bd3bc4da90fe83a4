import * as signature from 'cookie-signature';
import { probe } from '../node/probe';

export const sign = signature.sign;

/** Tells whether the signature of a session cookie fits. express-session treats a wrong one as no session at all. */
export function unsign(input: string, secret: string): string | false {
  const sid = signature.unsign(input, secret);
  const { cookieName: name = '', mounted: source } = probe.context ?? {};
  const check = {
    id: 'signature',
    title: "The signature fits the id and the server's secret",
    expected: 'HMAC-SHA256 of the id, keyed with the cookie secret',
    source: 'cookie-signature 1.x; RFC 2104',
  };
  if (sid === false) {
    const failed = {
      outcome: 'failed',
      actual: 'it does not fit',
      fix: 'Send the cookie as the server set it.',
    } as const;
    probe.tell('cookie.rejected', { name, value: input, checks: [{ ...check, ...failed }] }, { source });
  } else {
    const passed = { outcome: 'passed', actual: 'it fits' } as const;
    probe.tell('cookie.verified', { name, sid, checks: [{ ...check, ...passed }] }, { source });
  }
  return sid;
}
