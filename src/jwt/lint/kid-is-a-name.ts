import { own } from '../own';
import { show } from '../show';
import type { LintRule } from './finding';
import { inHeader } from './places';

/** A kid that reaches a file name, a query or a command line is input like any other. */
export const kidIsAName: LintRule = {
  id: 'JW13',
  title: '"kid" is a name and nothing that a file system or database would obey',
  severity: 'error',
  source: 'RFC 8725 §3.10',
  find(input) {
    const kid = input.header && own(input.header, 'kid');
    if (kid === undefined) return [];
    const problem = typeof kid === 'string' ? problemWith(kid) : 'is not a string';
    if (problem === undefined) return [];
    return [
      {
        severity: 'error',
        message: `"kid" ${problem}: ${show(kid)}.`,
        source: typeof kid === 'string' ? 'RFC 8725 §3.10' : 'RFC 7515 §4.1.4',
        position: inHeader(input, 'kid'),
        fix: { kind: 'advice', title: 'Look the kid up in a table of known keys, and use it for nothing else.' },
      },
    ];
  },
};

function problemWith(kid: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  if (/[\u0000-\u001f\u007f]/.test(kid)) return 'contains a control character';
  if (kid.includes('..')) return 'climbs out of a folder';
  if (kid.includes('\\')) return 'contains a backslash';
  if (/['"`;|<>]|\$\(|--/.test(kid)) return 'contains what a database or a shell would obey';
  if (kid.startsWith('/') && !isDigest(kid)) return 'is a path';
  // Many issuers use a digest in standard base64, or a URI: a slash within is no sign of anything.
  if (kid.includes('/') && !isDigest(kid) && !/^[a-z][a-z0-9+.-]*:/i.test(kid))
    return 'contains a slash, as a path does';
  return undefined;
}

/** Standard base64 of a SHA-1, SHA-256, SHA-384 or SHA-512 digest. */
function isDigest(kid: string): boolean {
  return (
    /^[0-9A-Za-z+/]+={0,2}$/.test(kid) &&
    [20, 32, 48, 64].some((bytes) => kid.replace(/=+$/, '').length === Math.ceil((bytes * 4) / 3))
  );
}
