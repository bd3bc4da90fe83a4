import { failed, passed, skipped, type CheckRule } from './check-rule';
import { jsonActual } from './json-actual';

export const claimsJson: CheckRule = {
  id: 'claims-json',
  title: 'The payload is a JSON object of claims',
  source: 'RFC 7519 §7.2',
  judge({ jws }) {
    if (!jws) return skipped('There is no readable payload.');
    const expected = 'A JSON object';
    const { payload, nested } = jws;
    if (payload.object) return passed(expected, jsonActual(payload));
    if (nested) return failed(expected, 'Another token', 'Verify the token inside; it carries the claims.');
    return failed(expected, jsonActual(payload), 'Correct the payload at that place and sign again.');
  },
};
