import { createHmac } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { lint, lintRules, type Finding, type LintContext, type LintId } from '../../../src/jwt';
import { encode } from './node-verifier';

const NOW = 1_785_499_200;
const HEADER = { alg: 'HS256', typ: 'at+jwt', kid: 'key-1' };
const CLAIMS = { iss: 'https://issuer.example', aud: 'shop', sub: 'ada', iat: NOW - 10, exp: NOW + 600, jti: '1' };
const SIGNATURE = Buffer.alloc(32, 7).toString('base64url');

const token = (header: unknown = HEADER, claims: unknown = CLAIMS, signature = SIGNATURE): string =>
  `${encode(header)}.${encode(claims)}.${signature}`;
const of = (id: LintId, text: string, context?: LintContext): Finding[] =>
  lint(text, context).filter((finding) => finding.id === id);

it('has nothing to say against a good token', () => {
  const context: LintContext = {
    now: NOW,
    verifier: { algorithms: ['HS256'], issuer: 'https://issuer.example', audience: 'shop', clockTolerance: 60 },
    key: { kind: 'secret', secretBytes: 32, alg: 'HS256' },
    madeWith: () => false,
    policy: { maxLifetime: 3600 },
    denylist: 'jti',
  };
  expect(lint(token(), context)).toEqual([]);
});

interface Row {
  readonly id: LintId;
  readonly bad: readonly [string, LintContext?][];
  readonly good: readonly [string, LintContext?][];
}

const { exp: _exp, ...withoutExp } = CLAIMS;
const { aud: _aud, ...withoutAud } = CLAIMS;
const { iss: _iss, ...withoutIss } = CLAIMS;
const { jti: _jti, ...withoutJti } = CLAIMS;

const ROWS: readonly Row[] = [
  {
    id: 'JW01',
    bad: [[token({ alg: 'none' })], [token({ alg: 'nOnE' })], [token({ alg: 'none ' })]],
    good: [[token()]],
  },
  {
    id: 'JW02',
    bad: [
      [token(), { verifier: {} }],
      [token(), { verifier: { algorithms: [] } }],
      [token(), { verifier: { algorithms: ['HS256', 'RS256'] } }],
      [token(), { verifier: { algorithms: ['ES256', 'None'] } }],
    ],
    good: [[token()], [token(), { verifier: { algorithms: ['RS256', 'ES256'] } }]],
  },
  {
    id: 'JW03',
    bad: [
      [token(), { key: { kind: 'RSA' } }],
      [token(), { key: { kind: 'secret', alg: 'HS512' } }],
    ],
    good: [[token()], [token(), { key: { kind: 'secret', alg: 'HS256' } }]],
  },
  {
    id: 'JW04',
    bad: [
      [token(), { key: { kind: 'secret', secretBytes: 31 } }],
      [token({ alg: 'HS512' }), { key: { kind: 'secret', secretBytes: 63 } }],
      [token(), { madeWith: (_a, _i, _s, secret) => secret === 'changeme' }],
    ],
    good: [
      [token(), { key: { kind: 'secret', secretBytes: 32 } }],
      [token(), { madeWith: () => false }],
      [token({ alg: 'RS256' }), { madeWith: () => true }],
    ],
  },
  { id: 'JW05', bad: [[token(HEADER, withoutExp)]], good: [[token()], [token(HEADER, 'not claims')]] },
  {
    id: 'JW06',
    bad: [
      [token(HEADER, { ...CLAIMS, exp: '1785499200' })],
      [token(HEADER, { ...CLAIMS, nbf: null })],
      [token(HEADER, { ...CLAIMS, iat: NOW * 1000 })],
    ],
    good: [[token(HEADER, { ...CLAIMS, exp: NOW + 0.5 })]],
  },
  {
    id: 'JW07',
    bad: [[token(), { policy: { maxLifetime: 600 } }]],
    good: [[token()], [token(), { policy: { maxLifetime: 610 } }]],
  },
  {
    id: 'JW08',
    bad: [[token(HEADER, { ...CLAIMS, iat: NOW + 61 }), { now: NOW }]],
    good: [
      [token(HEADER, { ...CLAIMS, iat: NOW + 60 }), { now: NOW }],
      [token(HEADER, { ...CLAIMS, iat: NOW + 61 })],
      [token(HEADER, { ...CLAIMS, iat: NOW + 90 }), { now: NOW, verifier: { clockTolerance: 120 } }],
    ],
  },
  {
    id: 'JW09',
    bad: [[token(HEADER, withoutAud)], [token(), { verifier: {} }]],
    good: [[token()], [token(), { verifier: { audience: 'shop' } }]],
  },
  {
    id: 'JW10',
    bad: [[token(HEADER, withoutIss)], [token(), { verifier: {} }]],
    good: [[token()], [token(), { verifier: { issuer: 'x' } }]],
  },
  {
    id: 'JW11',
    bad: [
      [token({ alg: 'HS256' })],
      [token({ alg: 'HS256', typ: 'JWT' })],
      [token({ alg: 'HS256', typ: 'application/jwt' })],
    ],
    good: [[token()]],
  },
  {
    id: 'JW12',
    bad: [
      [token({ ...HEADER, jwk: {} })],
      [token({ ...HEADER, jku: 'https://evil.example/' })],
      [token({ ...HEADER, x5u: 'https://shop.example.evil/' }), { trustedKeyUrls: ['https://shop.example/'] }],
      [token({ ...HEADER, x5c: [''] })],
    ],
    good: [
      [token({ ...HEADER, jku: 'https://shop.example/keys' }), { trustedKeyUrls: ['https://shop.example/'] }],
      [token({ alg: 'ES256', typ: 'dpop+jwt', jwk: {} })],
    ],
  },
  {
    id: 'JW13',
    bad: ['../key', '/dev/null', 'keys/a', 'a\\b', "a' OR 1=1", 'a\u0000', 'a; rm', '$(id)', 7].map((kid) => [
      token({ ...HEADER, kid }),
    ]),
    good: [
      'key-1',
      'urn:a:b',
      'https://shop.example/keys/1',
      'abc+/defghijklmnopqrstuvwxyzABCDEFGHIJKLMNO=',
      'a.b.c',
    ].map((kid) => [token({ ...HEADER, kid })]),
  },
  {
    id: 'JW14',
    bad: [
      [token({ ...HEADER, crit: ['x'], x: 1 })],
      [token({ ...HEADER, crit: [] })],
      [token({ ...HEADER, crit: 'b64' })],
      [token({ ...HEADER, crit: ['gone'] })],
      [token({ ...HEADER, crit: ['kid'] })],
      [token({ ...HEADER, crit: ['b64', 'b64'], b64: true })],
    ],
    good: [[token()], [token({ ...HEADER, crit: ['b64'], b64: true })]],
  },
  {
    id: 'JW15',
    bad: [
      { password: 'a' },
      { user: { api_key: 'a' } },
      { email: 'ada@shop.example' },
      { card: '4111 1111 1111 1111' },
      { list: [{ clientSecret: 'x' }] },
      { note: '-----BEGIN PRIVATE KEY-----' },
    ].map((more) => [token(HEADER, { ...CLAIMS, ...more })]),
    good: [{ number: '4111111111111112' }, { email_verified: true }, { passwordless: 'yes' }].map((more) => [
      token(HEADER, { ...CLAIMS, ...more }),
    ]),
  },
  {
    id: 'JW16',
    bad: [
      [`${token()}=`],
      [`${token()}\n`],
      [token().replace('.', '=.')],
      [`${token()}AA`],
      [`${token().slice(0, -1)}d`],
      [token(HEADER, '{"a":\xff}')],
      ['a.b'],
      [''],
    ],
    good: [[token()], [token({ ...HEADER, cty: 'JWT' }, token())]],
  },
  {
    id: 'JW17',
    bad: [
      [token(HEADER, '{"exp":1,"exp":2}')],
      [token('{"alg":"HS256","alg":"none"}')],
      [token(HEADER, '{"id":12345678901234567890}')],
    ],
    good: [[token()]],
  },
  {
    id: 'JW18',
    bad: [
      [token(), { denylist: 'token-hash' }],
      [token(HEADER, withoutJti), { denylist: 'jti' }],
    ],
    good: [[token()], [token(), { denylist: 'jti' }]],
  },
  {
    id: 'JW19',
    bad: [[token(), { verifier: { clockTolerance: 301 } }]],
    good: [[token(), { verifier: { clockTolerance: 300 } }]],
  },
];

describe.each(ROWS)('$id', ({ id, bad, good }) => {
  test.each(bad.map(([text, context], index) => [index, text, context] as const))(
    'finds case %i',
    (_, text, context) => {
      const found = of(id, text, context);
      expect(found.length).toBeGreaterThan(0);
      for (const { message, source, position } of found) {
        expect(message).toMatch(/[.:?…]$/);
        expect(source).not.toBe('');
        expect(position.offset).toBeGreaterThanOrEqual(0);
        expect(position.offset + position.length).toBeLessThanOrEqual(text.length);
      }
      expect(of(id, text, { ...context, off: [id] })).toEqual([]);
    },
  );

  test.each(good.map(([text, context], index) => [index, text, context] as const))(
    'lets case %i be',
    (_, text, context) => {
      expect(of(id, text, context)).toEqual([]);
    },
  );
});

it('has every rule of the list, each tested', () => {
  const ids = Array.from({ length: 19 }, (_, index) => `JW${String(index + 1).padStart(2, '0')}`);
  expect(lintRules.map(({ id }) => id)).toEqual(ids);
  expect(ROWS.map(({ id }) => id)).toEqual(ids);
});

describe('a finding points at its place in the token', () => {
  it('at a member, exactly enough to decode it again', () => {
    const text = token(HEADER, { a: 'ä', password: 'x', z: 1 });
    const [finding] = of('JW15', text);
    expect(finding?.position.pointer).toBe('/password');
    const { offset = 0, length = 0 } = finding?.position ?? {};
    const from = text.indexOf('.') + 1;
    expect(offset).toBeGreaterThan(from);
    const start = Math.floor(((offset - from) * 6) / 8);
    const end = Math.ceil(((offset - from + length) * 6) / 8);
    const decoded = Buffer.from(text.split('.')[1] ?? '', 'base64url')
      .subarray(start, end)
      .toString();
    expect(decoded).toContain('"password":"x"');
    expect(decoded.length).toBeLessThan('"password":"x"'.length + 4);
  });

  it('at the member that is counted when a name occurs twice', () => {
    const text = token('{"alg":"HS256","alg":"none"}');
    const [first] = of('JW01', text);
    expect(first?.position.offset).toBeGreaterThan(encode('{"alg":"HS256"').length - 3);
  });
});

it('a replacement mends the signature’s spelling and leaves the bytes', () => {
  const text = `${token()}=`;
  const [finding] = of('JW16', text);
  const { fix } = finding ?? {};
  if (fix?.kind !== 'replacement') throw new Error('no replacement');
  expect(text.slice(0, fix.offset) + fix.text + text.slice(fix.offset + fix.length)).toBe(token());
});

it('does not say which word the secret was', () => {
  const input = token().slice(0, token().lastIndexOf('.'));
  const text = `${input}.${createHmac('sha256', 'changeme').update(input).digest('base64url')}`;
  const found = of('JW04', text, {
    madeWith: (alg, signingInput, signature, secret) =>
      createHmac('sha256', secret).update(signingInput).digest().equals(signature),
  });
  expect(found).toHaveLength(1);
  expect(JSON.stringify(found)).not.toContain('changeme');
});
