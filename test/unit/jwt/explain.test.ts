import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { algorithmsFor, explain, findAlgorithm, type CheckId, type KeyKind } from '../../../src/jwt';
import type { Rules } from '../../../src/jwt';
import { own } from '../../../src/jwt/checks/check-rule';
import { encode, nodeVerifier } from './node-verifier';

const NOW = 1_785_499_200; // 2026-07-31T12:00:00Z
const SECRET = createSecretKey(Buffer.alloc(32, 'k'));

function sign(header: unknown, payload: unknown): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${createHmac('sha256', SECRET).update(input).digest('base64url')}`;
}

const HS256 = { alg: 'HS256', typ: 'JWT' };
const CLAIMS = { iss: 'https://shop.example', aud: 'shop', sub: 'ada', exp: NOW + 300, nbf: NOW - 5, iat: NOW - 5 };
const GOOD = sign(HS256, CLAIMS);

const RULES: Rules = {
  now: NOW,
  algorithms: ['HS256'],
  key: 'secret',
  verifySignature: nodeVerifier(SECRET),
  typ: 'JWT',
  issuer: 'https://shop.example',
  audience: 'shop',
  requireClaims: ['sub', 'exp'],
};

const ORDER: CheckId[] = [
  'structure',
  'encoding',
  'header-json',
  'alg-allowed',
  'alg-key',
  'crit',
  'signature',
  'claims-json',
  'typ',
  'exp',
  'nbf',
  'iat',
  'iss',
  'aud',
  'required-claims',
];

test('a good token passes every check, in a fixed order', () => {
  const { verdict, checks, reason } = explain(GOOD, RULES);
  expect(checks.map(({ id }) => id)).toEqual(ORDER);
  expect(checks.map(({ outcome }) => outcome)).toEqual(ORDER.map(() => 'passed'));
  expect([verdict, reason]).toEqual(['accepted', undefined]);
});

test('without settings, the checks that need one are skipped, and nothing is called accepted', () => {
  const { verdict, checks } = explain(GOOD, { now: NOW });
  const skipped = checks.filter(({ outcome }) => outcome === 'skipped').map(({ id }) => id);
  expect(skipped).toEqual(['alg-allowed', 'alg-key', 'signature', 'typ', 'iss', 'aud', 'required-claims']);
  expect(verdict).toBe('unverified');
});

const b64 = (text: string | number[]): string => Buffer.from(text as string).toString('base64url');
const [h = '', p = '', s = ''] = GOOD.split('.');
const with_ = (claims: object): string => sign(HS256, { ...CLAIMS, ...claims });

/** One row per way to be refused: the reason is the first failed check. */
const refusals: [
  name: string,
  token: string,
  rules: Partial<Rules>,
  reason: CheckId,
  actual: string,
  source: string,
][] = [
  ['empty', '', {}, 'structure', 'nothing to read', 'RFC 7515 §3.1'],
  ['two parts', `${h}.${p}`, {}, 'structure', '2 parts', 'RFC 7515 §3.1'],
  ['four parts', `${GOOD}.x`, {}, 'structure', '4 parts', 'RFC 7515 §3.1'],
  ['encrypted', `${encode({ alg: 'dir', enc: 'A128GCM' })}..aXY.Y3Q.dGFn`, {}, 'structure', 'JWE', 'RFC 7516 §3.1'],
  ['leading space', ` ${GOOD}`, {}, 'encoding', 'In the header: Whitespace', 'RFC 7515 §2'],
  ['trailing line break', `${GOOD}\n`, {}, 'encoding', 'In the signature: Whitespace', 'RFC 7515 §2'],
  ['padding', `${h}.${p}.${s}=`, {}, 'encoding', 'In the signature: Padding', 'RFC 7515 §2'],
  ['standard alphabet', `${h}.${p}.+${s.slice(1)}`, {}, 'encoding', 'standard base64', 'RFC 7515 §2'],
  [
    'non-canonical bits',
    `${h}.${p}.${s.slice(0, -1)}${String.fromCharCode(s.charCodeAt(42) + 1)}`,
    {},
    'encoding',
    'unused bits',
    'RFC 4648 §3.5',
  ],
  ['header not UTF-8', `${b64([0x7b, 0xff, 0x7d])}.${p}.${s}`, {}, 'encoding', '0xFF', 'RFC 7519 §7.2'],
  ['header not JSON', `${b64('{"alg":HS256}')}.${p}.${s}`, {}, 'header-json', 'offset 7', 'RFC 7515 §4'],
  ['header an array', `${b64('[]')}.${p}.${s}`, {}, 'header-json', 'not a JSON object', 'RFC 7515 §4'],
  ['header empty', `.${p}.${s}`, {}, 'header-json', 'empty', 'RFC 7515 §4'],
  ['no alg', sign({ typ: 'JWT' }, CLAIMS), {}, 'alg-allowed', 'no "alg"', 'RFC 7515 §4.1.1'],
  ['alg a number', sign({ alg: 256 }, CLAIMS), {}, 'alg-allowed', '256', 'RFC 7515 §4.1.1'],
  ['alg none', `${encode({ alg: 'none' })}.${p}.`, {}, 'alg-allowed', 'nothing protects', 'RFC 8725 §3.2'],
  [
    'alg nOnE, no list',
    `${encode({ alg: 'nOnE' })}.${p}.`,
    { algorithms: undefined as never, key: undefined as never },
    'alg-allowed',
    'nothing protects',
    'RFC 8725 §3.2',
  ],
  [
    'alg none with a key',
    `${encode({ alg: 'none' })}.${p}.`,
    { algorithms: ['none', 'HS256'] },
    'alg-key',
    'no signature',
    'RFC 8725 §3.1',
  ],
  ['alg not listed', sign({ alg: 'HS384' }, CLAIMS), {}, 'alg-allowed', '"HS384"', 'RFC 8725 §3.1'],
  ['alg misspelled', sign({ alg: 'hs256' }, CLAIMS), {}, 'alg-allowed', '"hs256"', 'RFC 7515 §4.1.1'],
  [
    'alg inherited',
    sign({ alg: 'constructor' }, CLAIMS),
    { algorithms: ['constructor'] },
    'alg-key',
    '"constructor"',
    'RFC 7518 §3.1',
  ],
  ['HS with an RSA key', GOOD, { key: 'RSA' }, 'alg-key', 'an RSA key', 'RFC 7518 §3.2'],
  ['unknown crit', sign({ ...HS256, crit: ['exp'], exp: 1 }, CLAIMS), {}, 'crit', 'not understood', 'RFC 7515 §4.1.11'],
  ['empty crit', sign({ ...HS256, crit: [] }, CLAIMS), {}, 'crit', '"crit" is []', 'RFC 7515 §4.1.11'],
  [
    'crit without its parameter',
    sign({ ...HS256, crit: ['b64'] }, CLAIMS),
    {},
    'crit',
    'does not have',
    'RFC 7515 §4.1.11',
  ],
  ['crit twice', sign({ ...HS256, crit: ['b64', 'b64'], b64: true }, CLAIMS), {}, 'crit', 'twice', 'RFC 7515 §4.1.11'],
  [
    'payload not encoded',
    sign({ ...HS256, crit: ['b64'], b64: false }, CLAIMS),
    {},
    'crit',
    'would not be encoded',
    'RFC 7797 §7',
  ],
  ['signature empty', `${h}.${p}.`, {}, 'signature', 'An empty signature', 'RFC 7515 §5.2'],
  [
    'payload changed',
    `${h}.${encode({ ...CLAIMS, sub: 'eve' })}.${s}`,
    {},
    'signature',
    '32 bytes that do not match',
    'RFC 7515 §5.2',
  ],
  ['signature short', `${h}.${p}.${s.slice(0, 40)}`, {}, 'signature', '30 bytes that do not match', 'RFC 7515 §5.2'],
  ['unsupported', GOOD, { verifySignature: () => 'unsupported' }, 'signature', 'not supported', 'RFC 7515 §5.2'],
  [
    'a verifier that throws',
    GOOD,
    {
      verifySignature: () => {
        throw new Error('-----BEGIN');
      },
    },
    'signature',
    'could not use this key',
    'RFC 7515 §5.2',
  ],
  ['payload not JSON', sign(HS256, 'hello'), {}, 'claims-json', 'offset 0', 'RFC 7519 §7.2'],
  ['payload an array', sign(HS256, []), {}, 'claims-json', 'not a JSON object', 'RFC 7519 §7.2'],
  ['payload empty', sign(HS256, ''), {}, 'claims-json', 'empty', 'RFC 7519 §7.2'],
  ['payload a token', sign({ ...HS256, cty: 'JWT' }, GOOD), {}, 'claims-json', 'Another token', 'RFC 7519 §7.2'],
  ['typ other', sign({ alg: 'HS256', typ: 'at+jwt' }, CLAIMS), {}, 'typ', '"at+jwt"', 'RFC 8725 §3.11'],
  ['typ missing', sign({ alg: 'HS256' }, CLAIMS), {}, 'typ', 'no "typ"', 'RFC 8725 §3.11'],
  ['expired', with_({ exp: NOW - 35 }), {}, 'exp', '35 seconds ago', 'RFC 7519 §4.1.4'],
  ['expiring now', with_({ exp: NOW }), {}, 'exp', 'now', 'RFC 7519 §4.1.4'],
  [
    'expired, at the tolerance',
    with_({ exp: NOW - 30 }),
    { clockTolerance: 30 },
    'exp',
    '30 seconds ago',
    'RFC 7519 §4.1.4',
  ],
  ['exp in quotes', with_({ exp: String(NOW + 300) }), {}, 'exp', `"${NOW + 300}"`, 'RFC 7519 §2'],
  ['exp null', with_({ exp: null }), {}, 'exp', 'null', 'RFC 7519 §2'],
  ['a clock that has stopped being one', GOOD, { now: Number.NaN }, 'exp', 'clock reads NaN', 'RFC 7519 §4.1.4'],
  ['too early', with_({ nbf: NOW + 31 }), { clockTolerance: 30 }, 'nbf', 'in 31 seconds', 'RFC 7519 §4.1.5'],
  ['nbf true', with_({ nbf: true }), {}, 'nbf', 'true', 'RFC 7519 §2'],
  ['iat a date', with_({ iat: '2026-07-31' }), {}, 'iat', '"2026-07-31"', 'RFC 7519 §2'],
  ['iss other', with_({ iss: 'https://evil.example' }), {}, 'iss', 'evil', 'RFC 7519 §4.1.1'],
  ['iss missing', sign(HS256, { ...CLAIMS, iss: undefined }), {}, 'iss', 'no "iss"', 'RFC 7519 §4.1.1'],
  ['iss a list', with_({ iss: ['https://shop.example'] }), {}, 'iss', '[', 'RFC 7519 §4.1.1'],
  ['aud other', with_({ aud: ['bank', 'blog'] }), {}, 'aud', 'bank', 'RFC 7519 §4.1.3'],
  ['aud missing', sign(HS256, { ...CLAIMS, aud: undefined }), {}, 'aud', 'no "aud"', 'RFC 7519 §4.1.3'],
  ['aud nested', with_({ aud: [['shop']] }), {}, 'aud', '[["shop"]]', 'RFC 7519 §4.1.3'],
  ['claim missing', GOOD, { requireClaims: ['sub', 'jti'] }, 'required-claims', 'Missing: "jti"', 'RFC 7519 §4'],
  ['claim inherited', GOOD, { requireClaims: ['toString'] }, 'required-claims', '"toString"', 'RFC 7519 §4'],
];

test.each(refusals)('rejected: %s', (_, token, rules, id, actual, source) => {
  const result = explain(token, { ...RULES, ...rules });
  expect(result).toMatchObject({ verdict: 'rejected', reason: { id, source, outcome: 'failed' } });
  expect(result.reason?.actual).toContain(actual);
  expect(result.reason?.expected).toBeTruthy();
  expect(result.reason?.fix).toMatch(/\.\)?$/);
  expect(JSON.stringify(result.checks)).not.toContain('-----BEGIN');
});

test('every check has a row of its own that fails', () => {
  expect(new Set(refusals.map(([, , , id]) => id))).toEqual(new Set(ORDER));
});

const acceptances: [name: string, token: string, rules: Partial<Rules>][] = [
  ['one second before exp', with_({ exp: NOW + 1 }), {}],
  ['expired within the tolerance', with_({ exp: NOW - 29 }), { clockTolerance: 30 }],
  ['nbf now', with_({ nbf: NOW }), {}],
  ['early within the tolerance', with_({ nbf: NOW + 30 }), { clockTolerance: 30 }],
  ['issued in the future', with_({ iat: NOW + 1000 }), {}],
  ['no times at all', sign(HS256, { iss: CLAIMS.iss, aud: 'shop', sub: 'x' }), { requireClaims: [] }],
  ['one audience of several', with_({ aud: ['bank', 'shop'] }), { audience: ['me', 'shop'] }],
  ['one issuer of several', GOOD, { issuer: ['https://a.example', 'https://shop.example'] }],
  ['typ as a media type', sign({ alg: 'HS256', typ: 'application/AT+jwt' }, CLAIMS), { typ: 'at+JWT' }],
  ['crit b64 true', sign({ ...HS256, crit: ['b64'], b64: true }, CLAIMS), {}],
  ['a claim that is null', with_({ sub: null }), {}],
  ['the algorithms that fit the key', GOOD, { algorithms: undefined as never }],
];

test.each(acceptances)('accepted: %s', (_, token, rules) => {
  expect(explain(token, { ...RULES, ...rules })).toMatchObject({ verdict: 'accepted' });
});

describe('the signature', () => {
  it.each([
    ['alg-allowed', { algorithms: ['RS256'] }],
    ['alg-key', { key: 'RSA' as const }],
  ])('is never tried once %s failed', (id, rules) => {
    let tried = 0;
    const result = explain(GOOD, { ...RULES, ...rules, verifySignature: () => (tried++, true) });
    expect(result.reason?.id).toBe(id);
    expect(result.checks.find((check) => check.id === 'signature')?.outcome).toBe('skipped');
    expect(tried).toBe(0);
  });

  it('is checked over the parts as they stand in the token', () => {
    let seen: unknown[] = [];
    explain(GOOD, { ...RULES, verifySignature: (...given) => ((seen = given), true) });
    expect(seen).toEqual(['HS256', `${h}.${p}`, Uint8Array.from(Buffer.from(s, 'base64url'))]);
  });

  it('counts only when the verifier says exactly true', () => {
    expect(explain(GOOD, { ...RULES, verifySignature: (() => 1) as never }).verdict).toBe('rejected');
  });
});

describe('the fix', () => {
  it.each([0.25, 1, 35, 3600])(
    'names the tolerance that makes an exp %d seconds ago pass, and no larger one',
    (age) => {
      const token = with_({ exp: NOW - age });
      const needed = Number(/tolerance of (\d+) s/.exec(explain(token, RULES).reason?.fix ?? '')?.[1]);
      expect(explain(token, { ...RULES, clockTolerance: needed }).verdict).toBe('accepted');
      expect(explain(token, { ...RULES, clockTolerance: needed - 1 }).reason?.id).toBe('exp');
    },
  );

  it.each([0.25, 1, 35])('names the tolerance that makes an nbf in %d seconds pass, and no larger one', (wait) => {
    const token = with_({ nbf: NOW + wait });
    const needed = Number(/tolerance to (\d+) s/.exec(explain(token, RULES).reason?.fix ?? '')?.[1]);
    expect(explain(token, { ...RULES, clockTolerance: needed }).verdict).toBe('accepted');
    expect(explain(token, { ...RULES, clockTolerance: needed - 1 }).reason?.id).toBe('nbf');
  });
});

test('several failures are all told; the first is the reason', () => {
  const { checks, reason } = explain(sign(HS256, { exp: NOW - 1, aud: 'bank' }), RULES);
  expect(checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)).toEqual([
    'exp',
    'iss',
    'aud',
    'required-claims',
  ]);
  expect(reason?.id).toBe('exp');
});

test('a duplicate member is mentioned where it was read', () => {
  const payload = `{"iss":"https://shop.example","aud":"shop","sub":"a","sub":"b","exp":${NOW + 9}}`;
  const { verdict, checks } = explain(sign(HS256, payload), RULES);
  expect(verdict).toBe('accepted');
  expect(checks.find(({ id }) => id === 'claims-json')?.actual).toContain('"sub" occurs again');
});

test('a tolerance below zero or not finite counts as none', () => {
  for (const clockTolerance of [-100, Number.NaN, Infinity]) {
    expect(explain(with_({ exp: NOW + 50 }), { ...RULES, clockTolerance }).verdict).toBe('accepted');
    expect(explain(with_({ exp: NOW }), { ...RULES, clockTolerance }).verdict).toBe('rejected');
  }
});

test('what the token says is shown inert and short', () => {
  const nasty = '[click](command:x)<img>\u202e\u0000\u2028\u200b'.repeat(1000);
  const text = JSON.stringify(
    explain(with_({ iss: nasty, aud: [nasty] }), RULES).checks.map(({ actual, fix }) => [actual, fix]),
  );
  expect(text).not.toMatch(/[\p{Cc}\u200b\u2028\u202e]/u);
  expect(text.length).toBeLessThan(5000);
});

test('every key kind has an algorithm, and every one of them knows that kind', () => {
  const kinds: KeyKind[] = ['secret', 'RSA', 'RSA-PSS', 'P-256', 'P-384', 'P-521', 'secp256k1', 'Ed25519', 'Ed448'];
  for (const kind of kinds) {
    expect(algorithmsFor(kind).length).toBeGreaterThan(0);
    for (const name of algorithmsFor(kind)) expect(findAlgorithm(name)?.keys).toContain(kind);
  }
});

test('what an object inherits is no member of it', () => {
  expect(own({}, 'toString')).toBeUndefined();
  expect(own({ alg: 'HS256' }, 'alg')).toBe('HS256');
});

test('never throws, and never accepts what it was not asked to', () => {
  const part = fc.oneof(fc.json().map(encode), fc.constant(h), fc.constant(p), fc.constant(s), fc.string());
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      const token = parts.join('.');
      const { verdict } = explain(token, RULES);
      if (token !== GOOD) expect(verdict).toBe('rejected');
    }),
    { numRuns: 3000 },
  );
});
