import jwt from 'jsonwebtoken';
import { createSecretKey, randomBytes } from 'node:crypto';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { createKeyRing } from '../../../src/apps/keys';
import { createStatelessApp } from '../../../src/apps/stateless';
import { alice, freshUsers } from './people';

const key = createSecretKey(randomBytes(32));
const issuer = 'https://shop.example';
const audience = 'https://shop.example/api';
const users = freshUsers();
const app = createStatelessApp({ keys: createKeyRing('HS256', [{ kid: 'k1', key }]), issuer, audience, users });

async function logIn(): Promise<string> {
  const response = await request(app).post('/login').send(alice);
  return (response.body as { access_token: string }).access_token;
}

const profile = (token: string): request.Test => request(app).get('/profile').set('Authorization', `Bearer ${token}`);

/** A token as the app signs it, but for what is changed. */
const forged = (claims: object, options: jwt.SignOptions = {}, signingKey = key): string =>
  jwt.sign({ name: 'alice', role: 'user', ...claims }, signingKey, {
    subject: '1',
    issuer,
    audience,
    keyid: 'k1',
    expiresIn: 60,
    ...options,
  });

describe('the stateless app', () => {
  it('answers a login with a token that must not be cached (RFC 6749 §5.1)', async () => {
    const response = await request(app).post('/login').send(alice);
    expect(response.get('Cache-Control')).toBe('no-store');
    expect(response.body).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
    expect(response.get('Set-Cookie')).toBeUndefined();
  });

  it('puts into the token who it is about, from whom, for whom, until when, and an id', async () => {
    const claims = jwt.decode(await logIn()) as jwt.JwtPayload;
    expect(claims).toMatchObject({ sub: '1', name: 'alice', role: 'user', iss: issuer, aud: audience });
    expect(claims.jti).toMatch(/^[0-9a-f-]{36}$/);
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(900);
    expect(claims.nbf).toBe(claims.iat);
  });

  it('believes the token, and only the token', async () => {
    const response = await profile(await logIn());
    expect(response.body).toEqual({ name: 'alice', role: 'user' });
  });

  it('challenges without an error code when no token was sent (RFC 6750 §3.1)', async () => {
    const response = await request(app).get('/profile');
    expect([response.status, response.get('WWW-Authenticate')]).toEqual([401, 'Bearer realm="shop"']);
  });

  it.each([
    ['another key', forged({}, {}, createSecretKey(randomBytes(32)))],
    ['another audience', forged({}, { audience: 'https://billing.example' })],
    ['another issuer', forged({}, { issuer: 'https://evil.example' })],
    ['an end in the past', forged({}, { expiresIn: -1 })],
    ['another algorithm', forged({}, { algorithm: 'HS512' })],
    ['no signature', `${forged({}).split('.').slice(0, 2).join('.')}.`],
    ['no shape', 'abc'],
    ['a beginning in the future', forged({}, { notBefore: 60 })],
    ['a key of another name', forged({}, { keyid: 'k2' })],
    ['a key whose name every object knows', forged({}, { keyid: '__proto__' })],
    ['no name of a key', jwt.sign({}, key, { subject: '1', issuer, audience, expiresIn: 60 })],
  ])('rejects a token with %s', async (_case, token) => {
    const response = await profile(token);
    expect([response.status, response.get('WWW-Authenticate')]).toEqual([
      401,
      'Bearer realm="shop", error="invalid_token"',
    ]);
  });

  it('answers 403 with insufficient_scope to the wrong role (RFC 6750 §3.1)', async () => {
    const response = await request(app)
      .get('/admin')
      .set('Authorization', `Bearer ${await logIn()}`);
    expect([response.status, response.get('WWW-Authenticate')]).toEqual([
      403,
      'Bearer realm="shop", error="insufficient_scope"',
    ]);
  });

  it('has nothing to do at logout', async () => {
    expect((await request(app).post('/logout')).status).toBe(404);
  });

  it('believes a token until it expires, whatever becomes of the account', async () => {
    const token = await logIn();
    users.setLocked('1', true);
    users.setRole('1', 'admin');
    expect((await profile(token)).body).toEqual({ name: 'alice', role: 'user' });
    expect((await request(app).post('/login').send(alice)).status).toBe(401);
    users.setLocked('1', false);
    users.setRole('1', 'user');
  });
});
