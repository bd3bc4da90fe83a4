import { table } from './table';

/** Registered claims of two worlds of their own: telephone calls, and devices that attest what they are. */
export const specialClaims = [
  ...table('claims', true, 'RFC 8225', [
    ['orig', 'object', 'Who calls.', 'RFC 8225 §5.2.1'],
    ['dest', 'object', 'Who is called.', 'RFC 8225 §5.2.1'],
    ['mky', 'array of objects', 'Fingerprints of the keys that protect the call’s media.', 'RFC 8225 §5.2.2'],
    ['rph', 'object', 'Priority that the call may claim.', 'RFC 8443 §3'],
    ['attest', 'string', 'How far the telephone company vouches for the caller’s number: A, B or C.', 'RFC 8588 §4'],
    ['origid', 'string (UUID)', 'Where the call entered the network.', 'RFC 8588 §5'],
    ['div', 'object', 'Whom a diverted call was first meant for.', 'RFC 8946 §3'],
    ['rcd', 'object', 'Name, logo and reason of a call.', 'RFC 9795'],
    ['crn', 'string', 'Reason of a call.', 'RFC 9795'],
  ]),
  ...table('claims', true, 'RFC 9711', [
    [
      'eat_nonce',
      'string or array of strings',
      'Value from the asker that shows that the attestation is fresh.',
      'RFC 9711 §4.1',
    ],
    ['ueid', 'string (base64url)', 'Unique id of a device.', 'RFC 9711 §4.2.1'],
    ['oemid', 'string or number', 'Maker of a device.', 'RFC 9711 §4.2.3'],
    ['hwmodel', 'string (base64url)', 'Model of a device.', 'RFC 9711 §4.2.4'],
    ['dbgstat', 'string', 'Whether debugging of a device is switched off.', 'RFC 9711 §4.2.9'],
    ['location', 'object', 'Where a device is.', 'RFC 9711 §4.2.10'],
    ['eat_profile', 'string', 'Profile that an attestation follows.', 'RFC 9711 §4.3.2'],
    ['submods', 'object', 'Attestations of the parts of a device.', 'RFC 9711 §4.2.18'],
  ]),
];
