import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { generateKey, readKey, signToken, verifies, type HeldKey, type ReadKeyOptions } from '../../../src/keys';

/** Made with: openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=shop.example -days 36500 */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBhDCCASugAwIBAgIUFiRgjhTwVF/nBIM4z+FFd7aVZf0wCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMc2hvcC5leGFtcGxlMCAXDTI2MTEyMTE1MjMzM1oYDzIxMjYx
MDI4MTUyMzMzWjAXMRUwEwYDVQQDDAxzaG9wLmV4YW1wbGUwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAAT/7BQchl4CksxWOmdbYR/+YZDAq9wNQ+Mm72OGU/PkCPgH
3apfHw39xSM8UI/uDUtBFntRY9TQZ4lpZLMpNlTvo1MwUTAdBgNVHQ4EFgQU7eWG
axLtCEXYP0ljblDfyRqL5gMwHwYDVR0jBBgwFoAU7eWGaxLtCEXYP0ljblDfyRqL
5gMwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiB1avf8JNTRHl8k
8yI7QcKjwaJxSG27tAjRRqzy94/QOAIgHheP+s8rBNmwUY0iFINgfyunrNasidY7
KqsffrX+MlA=
-----END CERTIFICATE-----
`;

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');

function key(text: string, options?: ReadKeyOptions): HeldKey {
  const read = readKey(text, options);
  if (!read.ok) throw new Error(read.message);
  return read.key;
}

function problem(text: string, options?: ReadKeyOptions): string {
  const read = readKey(text, options);
  return read.ok ? `read: ${read.how}` : read.message;
}

describe('reads', () => {
  test.each<[string, string, Partial<HeldKey>]>([
    ['a text', 'my secret', { role: 'secret', kind: 'secret', format: 'text', bits: 72 }],
    [
      'PKCS#1, public',
      rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      { role: 'public', kind: 'RSA', format: 'pkcs1', bits: 2048 },
    ],
    [
      'PKCS#1, private',
      rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      { role: 'private', kind: 'RSA', format: 'pkcs1' },
    ],
    [
      'PKCS#8',
      ed.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      { role: 'private', kind: 'Ed25519', format: 'pkcs8' },
    ],
    [
      'SEC 1',
      ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString(),
      { role: 'private', kind: 'P-256', format: 'sec1' },
    ],
    [
      'SPKI',
      ec.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      { role: 'public', kind: 'P-256', format: 'spki' },
    ],
    [
      'SPKI without its lines',
      rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      { role: 'public', kind: 'RSA', format: 'spki' },
    ],
    [
      'PEM in an environment variable',
      ec.publicKey.export({ type: 'spki', format: 'pem' }).toString().replaceAll('\n', '\\n'),
      { kind: 'P-256' },
    ],
    [
      'PEM in a text with Windows line breaks',
      `\ufeff${ec.publicKey.export({ type: 'spki', format: 'pem' }).toString().replaceAll('\n', '\r\n')}`,
      { kind: 'P-256' },
    ],
    ['a certificate', CERTIFICATE, { role: 'public', kind: 'P-256', format: 'x509' }],
    [
      'a JWK',
      JSON.stringify({ ...ed.publicKey.export({ format: 'jwk' }), kid: 'a', alg: 'EdDSA' }),
      { role: 'public', kind: 'Ed25519', format: 'jwk', kid: 'a', alg: 'EdDSA' },
    ],
    ['a JWK of a secret', '{"kty":"oct","k":"AAECAw"}', { role: 'secret', bits: 32 }],
  ])('%s', (_, text, expected) => {
    expect(key(text)).toMatchObject(expected);
  });

  it('the certificate that a key comes from', () => {
    expect(key(CERTIFICATE).certificate?.subject).toBe('CN=shop.example');
    expect(key(CERTIFICATE).key.equals(new X509Certificate(CERTIFICATE).publicKey)).toBe(true);
  });

  it('an encrypted key with its passphrase only', () => {
    const text = ec.privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' })
      .toString();
    expect(problem(text)).toContain('passphrase is needed');
    expect(problem(text, { passphrase: 'wrong' })).toContain('does not open');
    expect(key(text, { passphrase: 'open' }).kind).toBe('P-256');
  });

  it('the private key for signing and the public one for verifying, where a text has both', () => {
    const both = ec.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() + CERTIFICATE;
    expect(key(both, { purpose: 'sign' }).role).toBe('private');
    expect(key(both, { purpose: 'verify' }).role).toBe('public');
  });
});

describe('a secret that could be meant in several ways', () => {
  const bytes = Buffer.from('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', 'hex');

  test.each([
    ['hex', bytes.toString('hex')],
    ['base64', Buffer.concat([bytes, Buffer.from([0xff])]).toString('base64')],
    ['base64url', Buffer.concat([bytes, Buffer.from([0xfb, 0xff, 0xfe])]).toString('base64url')],
  ] as const)('is read as plain text, and %s is named as another way', (format, text) => {
    const read = readKey(text);
    expect(read).toMatchObject({ ok: true, key: { format: 'text' } });
    expect(read.ok && read.alternatives).toContain(format);
    expect(key(text, { as: format }).bits).toBeLessThan(key(text).bits);
  });

  it('is read as the token says', () => {
    const text = bytes.toString('hex');
    for (const as of ['hex', 'text'] as const) {
      const signed = signToken({ header: '{"alg":"HS256"}', payload: '{}', key: key(text, { as }) });
      expect(signed.ok && key(text, { token: signed.token, header: { alg: 'HS256' } }).format).toBe(as);
    }
  });

  it('loses the line break that an editor puts at the end, and nothing else', () => {
    expect(key('secret\n').bits).toBe(48);
    expect(key(' secret ').bits).toBe(64);
  });
});

describe('a key set', () => {
  const jwk = (pair: typeof ec, more: object) => ({ ...pair.publicKey.export({ format: 'jwk' }), ...more });
  const set = (...keys: object[]) => JSON.stringify({ keys });

  it('gives the key of the token’s kid', () => {
    const text = set(jwk(ec, { kid: 'a' }), jwk(ed, { kid: 'b' }));
    expect(readKey(text, { header: { alg: 'EdDSA', kid: 'b' } })).toMatchObject({
      ok: true,
      key: { kind: 'Ed25519' },
      how: 'Taken from the key set by its "kid" "b".',
    });
  });

  it('gives the only key that fits when the token has no kid', () => {
    const text = set(jwk(ec, { kid: 'a' }), jwk(rsa, { use: 'enc' }), jwk(rsa, { kid: 'c' }), { kty: 'future' });
    expect(key(text, { header: { alg: 'RS256' } }).kid).toBe('c');
  });

  test.each([
    [
      'the kid is in none',
      { alg: 'ES256', kid: 'z' },
      'No key of the set has the token\'s "kid" "z"; it holds "a" (P-256)',
    ],
    ['several would fit', { alg: 'ES256' }, '2 keys of the set would fit, and the token has no "kid"'],
    ['none fits', { alg: 'RS256' }, 'No key of the set fits "RS256"'],
    ['the key of the kid is of another kind', { alg: 'RS256', kid: 'a' }, 'needs an RSA key'],
  ])('says so when %s', (_, header, message) => {
    expect(problem(set(jwk(ec, { kid: 'a' }), jwk(ec, { kid: 'b' })), { header })).toContain(message);
  });
});

describe('names what is wrong', () => {
  test.each<[string, string, ReadKeyOptions, string]>([
    ['nothing', ' \n', {}, 'empty'],
    ['JSON that breaks off', '{"kty":', {}, 'not JSON'],
    ['JSON that is no key', '{"a":1}', {}, 'no "kty"'],
    ['a JWK without a member', '{"kty":"EC","crv":"P-256","x":"AA"}', {}, 'has no "y"'],
    ['a JWK with padding', '{"kty":"oct","k":"AA=="}', {}, 'not base64url'],
    ['a point off the curve', '{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}', {}, 'do not make a key'],
    ['an unknown curve', '{"kty":"EC","crv":"P-192","x":"AA","y":"AA"}', {}, 'should be one of P-256'],
    ['PEM that is cut off', '-----BEGIN PUBLIC KEY-----\nMIIB', {}, 'END PUBLIC KEY'],
    ['PEM that is damaged', '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----', {}, 'cannot be read'],
    [
      'a request for a certificate',
      '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----',
      {},
      'not a certificate',
    ],
    ['OpenSSH’s own format', 'ssh-ed25519 AAAAC3Nz ada', {}, 'ssh-keygen'],
    [
      'a secret where an elliptic-curve key is needed',
      'hello',
      { header: { alg: 'ES256' } },
      'This is a shared secret, 5 bytes; "ES256" needs an elliptic-curve key on P-256.',
    ],
    ['another curve', CERTIFICATE, { header: { alg: 'ES384' } }, 'needs an elliptic-curve key on P-384'],
    ['a public key where a secret is needed', CERTIFICATE, { header: { alg: 'HS256' } }, 'attack from RS256 to HS256'],
    ['a public key for signing', CERTIFICATE, { purpose: 'sign' }, 'signing needs a private key'],
    [
      'a public key for decrypting',
      CERTIFICATE,
      { purpose: 'decrypt', header: { alg: 'ECDH-ES', enc: 'A128GCM' } },
      'its private half decrypts',
    ],
    ['something that is not hex', 'xyz', { as: 'hex' }, 'not hex'],
  ])('%s', (_, text, options, message) => {
    expect(problem(text, options)).toContain(message);
  });

  it('and never quotes the key', () => {
    const secret = 'c0nf1dent1al-material';
    for (const text of [
      secret,
      `{"kty":"oct","k":"${secret}!"}`,
      `{"kty":"${secret}"}`,
      `{"${secret}`,
      `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
    ]) {
      for (const options of [{ header: { alg: 'RS256' } }, { as: 'hex' }, {}] as const) {
        const read = readKey(text, options);
        const { key: held, ...rest } = read as { key?: HeldKey };
        expect(JSON.stringify([rest, held?.description, held?.fingerprint, held?.notes])).not.toContain('c0nf1dent1al');
      }
    }
  });

  it('of a short modulus', () => {
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 })
      .publicKey.export({ type: 'spki', format: 'pem' })
      .toString();
    expect(key(short).notes[0]).toContain('1024 bits are too few');
  });
});

it('the fingerprint is that of RFC 7638’s own example', () => {
  const n =
    '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs' +
    'tn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
  expect(key(JSON.stringify({ kty: 'RSA', e: 'AQAB', n })).fingerprint).toBe(
    'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'.slice(0, 16),
  );
});

it('both halves of a generated key are the same key', async () => {
  const made = await generateKey({ type: 'EC', curve: 'P-384' });
  const signing = key(made.pem ?? '');
  expect(createPublicKey(signing.key).equals(key(made.publicJwk ?? '').key)).toBe(true);
  const signed = signToken({ header: '{}', payload: '{}', key: signing, alg: 'ES384' });
  expect(signed.ok && verifies(signed.token, key(made.publicPem ?? ''))).toBe(true);
  expect(signing.fingerprint).toBe(made.verifying.fingerprint);
});
