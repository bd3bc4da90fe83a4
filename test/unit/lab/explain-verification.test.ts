import jwt from 'jsonwebtoken';
import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyRing, keyOf, type Algorithm, type KeyRing } from '../../../src/apps/keys';
import { explainVerification } from '../../../src/lab/taps/explain-verification';
import { namedKey, SHOP } from '../apps/token-client';

type SignOptions = jwt.SignOptions & { readonly by?: KeyRing };

describe.each(['HS256', 'RS256', 'ES256'] as const)('the check that is named for a refusal of %s', (algorithm) => {
  const [newest, earlier] = [namedKey('newest', algorithm), namedKey('earlier', algorithm)];
  const ring = createKeyRing(algorithm, [newest, earlier]);
  const stranger = createKeyRing(algorithm, [namedKey('newest', algorithm)]);

  const signed = ({ by = ring, ...options }: SignOptions = {}): string =>
    jwt.sign({}, by.signing.key, {
      ...SHOP,
      algorithm,
      keyid: by.signing.kid,
      subject: '1',
      expiresIn: 60,
      notBefore: 0,
      ...options,
    });

  /** Lets app and library decide, and returns the id of the check that is said to have failed first. */
  function failedCheck(token: string): string | null {
    const options = { ...SHOP, algorithms: [algorithm] };
    const accepted = [...ring.accepted.keys()];
    const key = attempt(() => keyOf(token, ring));
    const claims = key && attempt(() => jwt.verify(token, key, options));
    const verifier = key ? { key, accepted } : { kind: ring.accepted.get('newest'), accepted };
    const checks = explainVerification(token, options, verifier);
    const failed = checks.find(({ outcome }) => outcome === 'failed')?.id ?? null;
    expect(failed === null).toBe(claims !== undefined);
    return failed;
  }

  it('is none for a token that is accepted, be it of an earlier key', () => {
    expect(failedCheck(signed())).toBeNull();
    expect(failedCheck(signed({ by: createKeyRing(algorithm, [earlier]) }))).toBeNull();
  });

  it('is the signature with the right name and another key', () => {
    expect(failedCheck(signed({ by: stranger }))).toBe('signature');
  });

  it('is the name of the key when none has it, and when there is none', () => {
    expect(failedCheck(signed({ keyid: 'gone' }))).toBe('kid');
    expect(failedCheck(signed({ keyid: '' }))).toBe('kid');
    const { key } = ring.signing;
    expect(failedCheck(jwt.sign({ sub: '1' }, key, { ...SHOP, algorithm, expiresIn: 60 }))).toBe('kid');
  });

  it('is the claim that does not fit', () => {
    expect(failedCheck(signed({ expiresIn: -1 }))).toBe('exp');
    expect(failedCheck(signed({ notBefore: 30 }))).toBe('nbf');
    expect(failedCheck(signed({ issuer: 'https://evil.example' }))).toBe('iss');
    expect(failedCheck(signed({ audience: 'https://billing.example' }))).toBe('aud');
  });

  it('is the algorithm when it is another, or none', () => {
    const other: Algorithm = algorithm === 'HS256' ? 'RS256' : 'HS256';
    const wrong = createKeyRing(other, [namedKey('newest', other)]);
    expect(failedCheck(signed({ by: wrong, algorithm: other }))).toBe('alg-allowed');
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: 'newest' })).toString('base64url');
    expect(failedCheck(`${header}.${signed().split('.')[1]}.`)).toBe('alg-allowed');
  });

  it('is the structure or the encoding when it is no token', () => {
    expect(failedCheck('abc')).toBe('structure');
    expect(failedCheck('')).toBe('structure');
  });
});

it('without names of keys, none are checked', () => {
  const key = createSecretKey(Buffer.alloc(32));
  const token = jwt.sign({}, key, { algorithm: 'HS256' });
  const checks = explainVerification(token, { algorithms: ['HS256'] }, { key });
  expect(checks.map(({ id }) => id)).not.toContain('kid');
});

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
