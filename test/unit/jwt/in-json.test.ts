import { describe, expect, it } from 'vitest';
import {
  findSerializations,
  inspectAny,
  isMeant,
  lintAny,
  lintSerialization,
  writtenParts,
  type Finding,
  type FoundSerialization,
} from '../../../src/jwt';
import { encode } from './node-verifier';

const PROTECTED = encode({ alg: 'ES256', typ: 'at+jwt' });
const CLAIMS = { iss: 'me', aud: 'you', iat: 1_800_000_000, exp: 1_800_000_300 };
const PAYLOAD = encode(CLAIMS);
const SIGNATURE = Buffer.alloc(64, 7).toString('base64url');
const NOW = 1_800_000_100;

function only(value: unknown): FoundSerialization {
  const [found] = findSerializations(typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  if (!found) throw new Error('not found');
  return found;
}

const flattened = (more: object = {}): object => ({
  payload: PAYLOAD,
  protected: PROTECTED,
  signature: SIGNATURE,
  ...more,
});
const general = (...signatures: object[]): object => ({ payload: PAYLOAD, signatures });
const encrypted = (more: object = {}): object => ({
  protected: encode({ alg: 'A256KW', enc: 'A256GCM' }),
  encrypted_key: 'a2V5',
  iv: 'aXY',
  ciphertext: 'Y2lwaGVy',
  tag: 'dGFn',
  aad: 'YWFk',
  ...more,
});

/** What each part is and says, as it stands in the text. */
const partsIn = (found: FoundSerialization): [string, string, string][] =>
  writtenParts(found.text, found.kind).map(({ role, pointer, start, end }) => [
    role,
    pointer,
    found.text.slice(start, end),
  ]);

const idsIn = (found: FoundSerialization): string[] => lintSerialization(found, { now: NOW }).map(({ id }) => id);
const underlined = ({ text }: FoundSerialization, { position: { offset, length } }: Finding): string =>
  text.slice(offset, offset + length);

describe('the parts of a token in JSON', () => {
  it('are those of the compact form in the flattened one', () => {
    expect(partsIn(only(flattened()))).toEqual([
      ['payload', '', PAYLOAD],
      ['header', '', PROTECTED],
      ['signature', '', SIGNATURE],
    ]);
  });

  it('stand with each signature in the general form', () => {
    const two = general({ protected: PROTECTED, signature: 'b25l' }, { header: { alg: 'none' }, signature: 'dHdv' });
    expect(partsIn(only(two))).toEqual([
      ['payload', '', PAYLOAD],
      ['header', '/signatures/0', PROTECTED],
      ['signature', '/signatures/0', 'b25l'],
      ['signature', '/signatures/1', 'dHdv'],
    ]);
  });

  it('have one color from the second dot on where it is encrypted', () => {
    expect(partsIn(only(encrypted())).map(([role]) => role)).toEqual([
      'header',
      'payload',
      'signature',
      'signature',
      'signature',
      'signature',
    ]);
  });

  it('are none where a member is no string, and none within a header', () => {
    const odd = { payload: 1, protected: [PROTECTED], header: { payload: 'x', signature: 'y' }, signature: SIGNATURE };
    expect(partsIn(only(odd)).map(([, , text]) => text)).toEqual([SIGNATURE]);
  });

  it('are looked for in no more entries than are read', () => {
    const many = general(...Array.from({ length: 300 }, () => ({ protected: PROTECTED, signature: 'c2ln' })));
    expect(partsIn(only(many))).toHaveLength(1 + 2 * 100);
  });

  it('say so where an escape makes them differ from what they stand for', () => {
    const text = JSON.stringify(flattened()).replace(SIGNATURE, `\\u0042${SIGNATURE.slice(1)}`);
    const found = only(text);
    expect(writtenParts(found.text, found.kind).map(({ plain }) => plain)).toEqual([true, true, false]);
  });
});

describe('what can be said against a token in JSON', () => {
  it('is nothing where there is nothing', () => {
    expect(idsIn(only(flattened()))).toEqual([]);
    expect(idsIn(only(encrypted()))).toEqual([]);
  });

  it('stands at the member that it is about', () => {
    const found = only(flattened({ payload: encode({ iss: 'me', aud: 'you' }) }));
    const [finding] = lintSerialization(found, { now: NOW });
    expect(finding?.id).toBe('JW05');
    expect(finding && underlined(found, finding)).toBe(encode({ iss: 'me', aud: 'you' }));
  });

  it('stands at the claim in it', () => {
    const payload = encode({ password: 'x', ...CLAIMS });
    const found = only(flattened({ payload }));
    const [finding] = lintSerialization(found, { now: NOW });
    expect(finding?.id).toBe('JW15');
    const length = Math.ceil(('{"password":"x"'.length * 4) / 3);
    expect(finding && underlined(found, finding)).toBe(payload.slice(1, length));
  });

  it('mends a signature where it stands', () => {
    const found = only(
      general({ protected: PROTECTED, signature: SIGNATURE }, { protected: PROTECTED, signature: `${SIGNATURE}==` }),
    );
    const [finding, ...others] = lintSerialization(found, { now: NOW });
    expect([finding?.id, others]).toEqual(['JW16', []]);
    const fix = finding?.fix;
    if (fix?.kind !== 'replacement') throw new Error('no fix');
    const mended = found.text.slice(0, fix.offset) + fix.text + found.text.slice(fix.offset + fix.length);
    expect(JSON.parse(mended)).toEqual(
      general({ protected: PROTECTED, signature: SIGNATURE }, { protected: PROTECTED, signature: SIGNATURE }),
    );
  });

  it('is mended nowhere where the text of the member is not that of the part', () => {
    const text = JSON.stringify(flattened({ signature: `${SIGNATURE}==` })).replace('BwcH', '\\u0042wcH');
    const [finding] = lintSerialization(only(text), { now: NOW });
    expect(finding?.id).toBe('JW16');
    expect(finding?.fix).toBeUndefined();
  });

  it('is said once of a payload that several signatures share', () => {
    const signatures = [1, 2, 3].map(() => ({ protected: PROTECTED, signature: SIGNATURE }));
    expect(idsIn(only({ payload: encode({ iss: 'me', aud: 'you' }), signatures }))).toEqual(['JW05']);
  });

  it('knows the parameters that nothing protects', () => {
    expect(idsIn(only({ payload: PAYLOAD, header: { alg: 'ES256', typ: 'at+jwt' }, signature: SIGNATURE }))).toEqual(
      [],
    );
    expect(idsIn(only({ payload: PAYLOAD, header: { alg: 'none', typ: 'at+jwt' }, signature: '' }))).toContain('JW01');
  });

  it('does not ask of a request that it expires, nor of a text that it is JSON', () => {
    expect(idsIn(only(flattened({ payload: encode({ identifiers: [] }) })))).toEqual([]);
    expect(idsIn(only(flattened({ payload: Buffer.from('hello').toString('base64url') })))).toEqual([]);
  });

  it('asks of what begins as JSON that it ends as such', () => {
    expect(idsIn(only(flattened({ payload: PAYLOAD.slice(0, 20) })))).toContain('JW16');
  });

  it('tells what is wrong with the members, unless that is switched off', () => {
    const found = only({ payload: PAYLOAD, protected: PROTECTED, signatures: [] });
    const findings = lintSerialization(found, { now: NOW });
    expect(findings.map(({ id, position }) => [id, position.pointer])).toEqual([
      ['JW16', ''],
      ['JW16', '/signatures'],
    ]);
    expect(findings.map((finding) => underlined(found, finding))).toEqual(['{', '"']);
    expect(lintSerialization(found, { now: NOW, off: ['JW16'] })).toEqual([]);
  });

  it('reads the header of a recipient', () => {
    const jku = encrypted({ unprotected: { jku: 'https://evil.example/keys' } });
    expect(idsIn(only(jku))).toContain('JW12');
  });

  it.each([
    ['a signature', flattened({ header: { x: 1, jku: 'https://evil.example/keys' } })],
    [
      'the second of two',
      general(
        { protected: PROTECTED, signature: SIGNATURE },
        { header: { alg: 'ES256', jku: 'https://evil.example/keys' } },
      ),
    ],
    ['a recipient', encrypted({ header: { jku: 'https://evil.example/keys' } })],
    ['all recipients', encrypted({ unprotected: { jku: 'https://evil.example/keys' } })],
  ])('points at what stands in the unprotected header of %s', (_, value) => {
    const found = only(value);
    const finding = lintSerialization(found, { now: NOW }).find(({ id }) => id === 'JW12');
    expect(finding && underlined(found, finding)).toBe('"jku": "https://evil.example/keys"');
  });

  it('never stands outside of the text', () => {
    const odd = [
      flattened({ protected: '', signature: '' }),
      flattened({ protected: 'a.b', payload: 'c.d' }),
      general({}, { protected: 1 }, { signature: '=' }),
      { ciphertext: 1, recipients: [{}] },
      { payload: '', signature: '' },
    ];
    for (const value of odd) {
      const found = only(value);
      for (const { position, fix } of lintSerialization(found, { now: NOW })) {
        expect(position.length).toBeGreaterThan(0);
        expect(position.offset + position.length).toBeLessThanOrEqual(found.text.length);
        if (fix?.kind === 'replacement') expect(fix.offset + fix.length).toBeLessThanOrEqual(found.text.length);
      }
    }
  });

  it('is the same for a compact token in whichever way it is asked', () => {
    const compact = `${PROTECTED}.${PAYLOAD}.${SIGNATURE}=`;
    expect(lintAny(inspectAny(compact))[0]?.map(({ id }) => id)).toEqual(['JW16']);
  });
});

describe('an object that only looks like a token', () => {
  it.each([
    ['a webhook', { payload: '{"event":"push"}', signature: 'sha256=abc' }],
    ['a signed document', { payload: { a: 1 }, signature: 'c2ln' }],
    ['some ciphertext', { ciphertext: 'abc', iv: 'def' }],
  ])('is not taken for one: %s', (_, value) => {
    expect(isMeant(inspectAny(JSON.stringify(value)))).toBe(false);
  });

  it.each([
    ['flattened', flattened()],
    ['general', general({ header: { alg: 'RS256' }, signature: '' })],
    ['damaged', flattened({ protected: PROTECTED.slice(0, 9) })],
    ['encrypted', encrypted()],
    ['encrypted for several', { unprotected: { enc: 'A256GCM' }, recipients: [{}], ciphertext: '' }],
  ])('is one where it is one: %s', (_, value) => {
    expect(isMeant(inspectAny(JSON.stringify(value)))).toBe(true);
  });
});
