import { failed, passed, skipped, type CheckRule } from './check-rule';
import { jsonActual } from './json-actual';

export const headerJson: CheckRule = {
  id: 'header-json',
  title: 'The header is a JSON object',
  source: 'RFC 7515 §4',
  judge({ inspection: { kind, header }, unprotected }) {
    if (kind === 'malformed' && header.raw === '') return skipped('There is no header.');
    const expected = 'A JSON object';
    if (header.raw === '' && unprotected) return passed(expected, 'Only parameters that no signature protects');
    if (header.object) return passed(expected, jsonActual(header));
    return failed(expected, jsonActual(header), 'Correct the header at that place and sign again.');
  },
};
