import { failed, passed, type Rule } from '../rule';
import { controlCharacterAt, octetLength } from '../text';
import type { StoreAttempt } from './store-attempt';

/** The most octets that name and value may have together. Source: RFC 6265bis §5.6 step 5. */
export const longestNameAndValue = 4096;

/** A newline or NUL in a header could be read as the start of another one. */
export const noControlCharacters: Rule<StoreAttempt> = {
  id: 'control-characters',
  title: 'The line has no control characters',
  source: 'RFC 6265bis §5.6 step 1',
  judge({ parsed }) {
    const expected = 'No character below 0x20 other than a tab, and no 0x7F';
    const at = controlCharacterAt(parsed.line);
    if (at === -1) return passed({ expected, actual: 'None' });
    const code = parsed.line.charCodeAt(at).toString(16).toUpperCase().padStart(2, '0');
    return failed({
      expected,
      actual: `0x${code} at position ${String(at + 1)}`,
      fix: 'Encode the value, for example with base64url or percent-encoding.',
    });
  },
};

export const nameAndValueFit: Rule<StoreAttempt> = {
  id: 'size',
  title: 'Name and value together have at most 4,096 octets',
  source: 'RFC 6265bis §5.6 step 5',
  judge({ parsed }) {
    const size = octetLength(parsed.name) + octetLength(parsed.value);
    const found = { expected: 'At most 4096 octets', actual: `${String(size)} octets` };
    if (size <= longestNameAndValue) return passed(found);
    return failed({ ...found, fix: 'Keep the data on the server and send an id for it.' });
  },
};

export const notEmpty: Rule<StoreAttempt> = {
  id: 'not-empty',
  title: 'The cookie has a name or a value',
  source: 'RFC 6265bis §5.7 step 2',
  judge({ parsed }) {
    const { name, value } = parsed;
    const expected = 'A name, a value, or both';
    if (name === '' && value === '')
      return failed({ expected, actual: 'Neither', fix: 'Begin the line with name=value.' });
    return passed({ expected, actual: name === '' ? 'A value' : value === '' ? 'A name' : 'Both' });
  },
};
