import { CompactEncrypt, GeneralEncrypt } from 'jose';
import { describe, expect, it, test } from 'vitest';
import { decodeBase64url, inspect } from '../../../src/jwt';
import { decryptToken, generateKey, readKey, signToken, verifyToken, type HeldKey } from '../../../src/keys';

const NOW = 1_785_499_200;

function secret(text = 'x'.repeat(64)): HeldKey {
  const read = readKey(text, { as: 'text' });
  if (!read.ok) throw new Error(read.message);
  return read.key;
}

describe('signing', () => {
  it('keeps header and payload byte for byte', () => {
    const header = '{ "typ":"JWT",\n "alg" : "HS256" }';
    const payload = '{"b":1.0, "a" : "\\u00e4ä"}';
    const signed = signToken({ header, payload, key: secret() });
    const seen = inspect(signed.ok ? signed.token : '');
    expect(seen).toMatchObject({ kind: 'jws', header: { text: header }, payload: { text: payload } });
  });

  test.each([
    ['{ "alg":"none" , "kid":"a" }', '{ "alg":"HS384" , "kid":"a" }'],
    ['{}', '{"alg":"HS384"}'],
    ['{ "kid":"a" }', '{"alg":"HS384", "kid":"a" }'],
  ])('puts the algorithm into %s and changes nothing else', (header, expected) => {
    const signed = signToken({ header, payload: '{}', key: secret(), alg: 'HS384' });
    expect(inspect(signed.ok ? signed.token : '').header.text).toBe(expected);
  });

  test.each<[string, Parameters<typeof signToken>[0], string]>([
    ['a header that is no JSON', { header: '{', payload: '{}', key: secret() }, 'The header is not JSON'],
    ['a header that is a list', { header: '[]', payload: '{}', key: secret() }, 'not a JSON object'],
    [
      'a header with a name twice',
      { header: '{"alg":"HS256","alg":"HS512"}', payload: '{}', key: secret() },
      'ambiguous',
    ],
    ['no algorithm', { header: '{}', payload: '{}', key: secret() }, 'no "alg"'],
    ['no signature at all', { header: '{"alg":"none"}', payload: '{}', key: secret() }, 'unsigned'],
    ['the wrong key', { header: '{"alg":"RS256"}', payload: '{}', key: secret() }, 'needs an RSA key'],
    ['half a character', { header: '{"alg":"HS256"}', payload: '"\ud800"', key: secret() }, 'surrogate'],
    [
      'an unencoded payload',
      { header: '{"alg":"HS256","b64":false,"crit":["b64"]}', payload: '{}', key: secret() },
      'b64',
    ],
  ])('refuses %s', (_, input, message) => {
    const signed = signToken(input);
    expect(signed.ok ? '' : signed.message).toContain(message);
  });

  it('minds a short secret and a payload that is no claims set', () => {
    const signed = signToken({ header: '{"alg":"HS512"}', payload: 'hello', key: secret('short') });
    expect(signed.ok && signed.notes.join(' ')).toMatch(/not JSON.*asks for at least 64/);
  });

  it('with a key that is bound to an algorithm verifies with that one only', async () => {
    const made = await generateKey({ type: 'RSA', alg: 'PS256' });
    const signed = signToken({ header: '{}', payload: '{}', key: made.signing, alg: 'RS256' });
    expect(verifyToken(signed.ok ? signed.token : '', made.verifying, { now: NOW }).reason?.id).toBe('alg-allowed');
  });
});

describe('verifying never changes the token', () => {
  it('whatever the outcome', () => {
    const signed = signToken({ header: '{"alg":"HS256"}', payload: '{"exp":1}', key: secret() });
    const token = signed.ok ? `${signed.token}=` : '';
    expect(verifyToken(token, secret(), { now: NOW }).inspection.token).toBe(token);
  });
});

describe('decrypting', () => {
  const text = new TextEncoder().encode('hello');

  it('finds the recipient that the key is for', async () => {
    const [a, b] = await Promise.all([generateKey({ type: 'RSA' }), generateKey({ type: 'EC', curve: 'P-256' })]);
    const jwe = await new GeneralEncrypt(text)
      .setProtectedHeader({ enc: 'A256GCM' })
      .addRecipient(a.verifying.key)
      .setUnprotectedHeader({ alg: 'RSA-OAEP-256' })
      .addRecipient(b.verifying.key)
      .setUnprotectedHeader({ alg: 'ECDH-ES+A128KW' })
      .encrypt();
    for (const key of [a, b])
      expect(await decryptToken(JSON.stringify(jwe), key.signing)).toMatchObject({ ok: true, text: 'hello' });
  });

  it('names the size of the secret that is needed', async () => {
    const jwe = await new CompactEncrypt(text)
      .setProtectedHeader({ alg: 'dir', enc: 'A128GCM' })
      .encrypt(new Uint8Array(16));
    expect(await decryptToken(jwe, secret('abc'))).toEqual({
      ok: false,
      message: 'The secret has 3 bytes; "dir" with "A128GCM" needs exactly 16.',
    });
  });

  it('says that another key or a change is why it fails', async () => {
    const jwe = await new CompactEncrypt(text)
      .setProtectedHeader({ alg: 'dir', enc: 'A128GCM' })
      .encrypt(new Uint8Array(16));
    expect(await decryptToken(jwe, secret('k'.repeat(16)))).toMatchObject({
      ok: false,
      message: expect.stringContaining('another key') as string,
    });
  });

  it('does not hash a password for as long as an attacker likes', async () => {
    const header = Buffer.from(
      JSON.stringify({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 2_000_000_000, p2s: 'AAAA' }),
    ).toString('base64url');
    expect(await decryptToken(`${header}.AAAA.AAAA.AAAA.AAAA`, secret())).toMatchObject({
      ok: false,
      message: expect.stringContaining('rounds') as string,
    });
  });

  it('says that RSA1_5 is not supported, and that a JWS is not encrypted', async () => {
    const header = Buffer.from('{"alg":"RSA1_5","enc":"A128GCM"}').toString('base64url');
    expect(await decryptToken(`${header}.AAAA.AAAA.AAAA.AAAA`, secret())).toMatchObject({
      message: expect.stringContaining('RSA1_5') as string,
    });
    expect(await decryptToken('a.b.c', secret())).toMatchObject({
      message: expect.stringContaining('not an encrypted token') as string,
    });
  });
});

it('secrets are as long as their hash', async () => {
  for (const alg of ['HS256', 'HS384', 'HS512'] as const) {
    const made = await generateKey({ type: 'secret', alg });
    expect(decodeBase64url(made.secret ?? '').bytes.length).toBe(Number(alg.slice(2)) / 8);
  }
});
