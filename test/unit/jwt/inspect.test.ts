import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DECODED_NOT_VERIFIED, inspect } from '../../../src/jwt';
import { encode } from './node-verifier';

const header = encode({ alg: 'HS256', typ: 'JWT' });
const payload = encode({ sub: 'ada' });
const b64 = (bytes: number[] | string): string => Buffer.from(bytes as string).toString('base64url');

test('a JWS is taken apart, with the place of each part', () => {
  const token = `${header}.${payload}.c2ln`;
  const result = inspect(token);
  expect(result).toMatchObject({
    kind: 'jws',
    status: DECODED_NOT_VERIFIED,
    token,
    header: { raw: header, start: 0, object: { alg: 'HS256', typ: 'JWT' }, problems: [], notes: [] },
    payload: { raw: payload, start: header.length + 1, text: '{"sub":"ada"}', object: { sub: 'ada' }, problems: [] },
    signature: { raw: 'c2ln', start: header.length + payload.length + 2, problems: [] },
  });
  expect(result.kind === 'jws' && Buffer.from(result.signature.bytes).toString()).toBe('sig');
});

test('a JWE shows its header; the other parts are bytes', () => {
  const token = `${encode({ alg: 'dir', enc: 'A128GCM' })}..aXY.Y2lwaGVy.dGFn`;
  const result = inspect(token);
  expect(result).toMatchObject({
    kind: 'jwe',
    header: { object: { enc: 'A128GCM' } },
    encryptedKey: { raw: '' },
    ciphertext: { raw: 'Y2lwaGVy' },
  });
});

describe('malformed structure still shows what is there', () => {
  test.each([
    ['', 'empty', 0, undefined],
    [header, 'too-few-parts', header.length, undefined],
    [`${header}.${payload}`, 'too-few-parts', header.length + payload.length + 1, { sub: 'ada' }],
    [`${header}.${payload}.a.b`, 'too-many-parts', header.length + payload.length + 3, { sub: 'ada' }],
    [`${header}.${payload}.....`, 'too-many-parts', header.length + payload.length + 4, { sub: 'ada' }],
  ])('%s', (token, cause, offset, claims) => {
    const result = inspect(token);
    expect(result).toMatchObject({ kind: 'malformed', problem: { layer: 'structure', cause, offset } });
    expect(result.kind === 'malformed' ? result.payload?.object : 'another kind').toEqual(claims);
    if (token !== '') expect(result.header.object).toEqual({ alg: 'HS256', typ: 'JWT' });
  });
});

describe('a problem in a part names layer, cause, its own offset and the place in the token', () => {
  const start = header.length + 1;
  const rows: [string, string, string, string, number, number][] = [
    ['padding', `${b64('{"a":12}')}=`, 'base64url', 'padding', 11, start + 11],
    ['not UTF-8', b64([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'utf-8', 'impossible-byte', 2, start + 2],
    ['not JSON', b64('{"sub":ada}'), 'json', 'unexpected-character', 7, start + 9],
    ['not JSON, after a longer character', b64('{"é":x}'), 'json', 'unexpected-character', 5, start + 8],
    ['cut short', b64('{"sub":'), 'json', 'unexpected-end', 7, start + 9],
    ['a byte order mark', b64('\ufeff{}'), 'json', 'byte-order-mark', 0, start],
    ['an array', b64('[1]'), 'shape', 'not-an-object', 0, start],
    ['empty', '', 'json', 'empty', 0, start],
  ];
  test.each(rows)('%s', (_, raw, layer, cause, offset, tokenOffset) => {
    const result = inspect(`${header}.${raw}.c2ln`);
    expect(result.kind === 'jws' && result.payload.problems[0]).toMatchObject({ layer, cause, offset, tokenOffset });
  });

  test('problems of several layers come in the order of the layers', () => {
    const raw = `${Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]).toString('base64')}`;
    const result = inspect(`${header}.${raw}.c2ln`);
    expect(result.kind === 'jws' && result.payload.problems.map((problem) => problem.layer)).toEqual([
      'base64url',
      'utf-8',
      'json',
    ]);
  });

  test('places are right past characters that should not be there', () => {
    const raw = b64('{"sub":ada}');
    const result = inspect(`${header}.${raw.slice(0, 4)}\n ${raw.slice(4)}.c2ln`);
    expect(result.kind === 'jws' && result.payload.problems.at(-1)).toMatchObject({
      layer: 'json',
      tokenOffset: start + 11,
    });
  });
});

test('JSON is read in spite of padding', () => {
  const result = inspect(`${Buffer.from('{"alg":"HS256" }').toString('base64')}.${payload}.c2ln`);
  expect(result.header.object).toEqual({ alg: 'HS256' });
  expect(result.header.problems).toHaveLength(1);
});

test('duplicate members and lossy numbers are noted', () => {
  const claims = '{"admin":false,"id":12345678901234567890,"admin":true}';
  const result = inspect(`${header}.${b64(claims)}.c2ln`);
  if (result.kind !== 'jws') expect.fail(result.kind);
  expect(result.payload.notes.map(({ cause, pointer }) => [cause, pointer])).toEqual([
    ['rounded', '/id'],
    ['duplicate-member', '/admin'],
  ]);
  expect(result.payload.object?.['admin']).toBe(true);
});

test('a token within a token is followed, to a limit', () => {
  let token = `${header}.${payload}.c2ln`;
  for (let level = 0; level < 8; level++) token = `${encode({ alg: 'HS256', cty: 'JWT' })}.${b64(token)}.c2ln`;
  let levels = 0;
  let result = inspect(token);
  while (result.kind === 'jws' && result.nested) {
    result = result.nested;
    levels++;
  }
  expect(levels).toBe(5);
});

test('an unencoded payload is shown as it stands', () => {
  const result = inspect(`${encode({ alg: 'HS256', b64: false, crit: ['b64'] })}.{"a":1}.c2ln`);
  expect(result).toMatchObject({ kind: 'jws', payload: { text: '{"a":1}', object: { a: 1 }, problems: [] } });
});

describe('never throws', { timeout: 60_000 }, () => {
  it('on any text', () => {
    const part = fc.oneof(
      fc.json().map(encode),
      fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 7 }), (parts) => void inspect(parts.join('.'))),
      { numRuns: 3000 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void inspect(text)));
  });

  test.each([
    ['a megabyte of dots', '.'.repeat(1_000_000)],
    ['deep nesting', `${b64('['.repeat(500_000))}.${b64('{"a":'.repeat(200_000))}.c2ln`],
    ['a megabyte of duplicates', `${header}.${b64(`{${'"a":1,'.repeat(150_000)}"a":1}`)}.`],
    ['one endless number', `${header}.${b64(`{"exp":${'9'.repeat(1_000_000)}}`)}.`],
    ['lone surrogates', '\ud800.\udc00.\ud800'],
  ])('on %s', (_, token) => {
    expect(inspect(token).status).toBe(DECODED_NOT_VERIFIED);
  });

  test('every place lies within the token', () => {
    const part = fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString('base64'));
    fc.assert(
      fc.property(fc.array(part, { minLength: 3, maxLength: 3 }), (parts) => {
        const token = parts.join('.');
        const result = inspect(token);
        if (result.kind !== 'jws') return;
        for (const problem of [...result.header.problems, ...result.payload.problems, ...result.signature.problems]) {
          expect(problem.tokenOffset).toBeGreaterThanOrEqual(0);
          expect(problem.tokenOffset).toBeLessThanOrEqual(token.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
