import { own } from '../own';
import type { LintRule } from './finding';
import { inHeader, wholePart } from './places';

export const explicitType: LintRule = {
  id: 'JW11',
  title: 'The token says what kind of token it is',
  severity: 'information',
  source: 'RFC 8725 §3.11',
  find(input) {
    const { header, headerPart, claims } = input;
    if (!header || !claims) return [];
    const typ = own(header, 'typ');
    const plain = typeof typ === 'string' && /^(application\/)?jwt$/i.test(typ);
    if (typ !== undefined && !plain) return [];
    return [
      {
        severity: 'information',
        message:
          typ === undefined
            ? 'There is no "typ": one kind of token can be passed off as another.'
            : '"typ" says only that it is a JWT: one kind of token can be passed off as another.',
        source: 'RFC 8725 §3.11',
        position: typ === undefined ? wholePart('header', headerPart) : inHeader(input, 'typ'),
        fix: {
          kind: 'advice',
          title: 'Use a type of its own for every kind, such as "at+jwt" for access tokens (RFC 9068 §2.1).',
        },
      },
    ];
  },
};
