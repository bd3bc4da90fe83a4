import session from 'express-session';
import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStatefulApp } from '../../../src/apps/stateful';

const secret = 'a secret of a test, which is not one anywhere else';
const alice = { username: 'alice', password: 'wonderland' };
let app: ReturnType<typeof createStatefulApp>;
let store: session.MemoryStore;

beforeEach(() => {
  store = new session.MemoryStore();
  app = createStatefulApp({ secret, store });
});

/** As behind the proxy that ends TLS. */
const https = (test: request.Test): request.Test => test.set('X-Forwarded-Proto', 'https');

async function logIn(credentials: object = alice): Promise<request.Response> {
  return https(request(app).post('/login')).send(credentials);
}

const cookieOf = (response: request.Response): string => (response.get('Set-Cookie')?.[0] ?? '').split(';')[0] ?? '';

const rows = (): Promise<string[]> =>
  new Promise((resolve) => store.all((_error, all) => resolve(Object.keys(all ?? {}))));

describe('the stateful app', () => {
  it('lets nobody in without a session, and keeps no row for them', async () => {
    const response = await https(request(app).get('/profile'));
    expect(response.status).toBe(401);
    expect(response.get('WWW-Authenticate')).toBe('Cookie realm="shop"');
    expect(response.get('Set-Cookie')).toBeUndefined();
    expect(await rows()).toEqual([]);
  });

  it('sets a cookie that scripts, plain HTTP, other sites and siblings cannot use', async () => {
    const [line] = (await logIn()).get('Set-Cookie') ?? [];
    expect(line).toMatch(/^__Host-sid=s%3A[\w-]{32}\..+; Path=\/; Expires=.+; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('sends no cookie over plain HTTP', async () => {
    const response = await request(app).post('/login').send(alice);
    expect(response.get('Set-Cookie')).toBeUndefined();
  });

  it('knows the user by the session and not by anything in the request', async () => {
    const cookie = cookieOf(await logIn());
    const response = await https(request(app).get('/profile')).set('Cookie', cookie);
    expect(response.body).toEqual({ name: 'alice', role: 'user' });
  });

  it('tells authentication from authorization: 403 for the wrong role', async () => {
    const asAlice = cookieOf(await logIn());
    const asBob = cookieOf(await logIn({ username: 'bob', password: 'canwefixit' }));
    expect((await https(request(app).get('/admin')).set('Cookie', asAlice)).status).toBe(403);
    expect((await https(request(app).get('/admin')).set('Cookie', asBob)).status).toBe(200);
  });

  it('gives a new id at login, so that a planted one is worth nothing', async () => {
    const planted = cookieOf(await logIn());
    const response = await https(request(app).post('/login')).set('Cookie', planted).send(alice);
    expect(cookieOf(response)).not.toBe(planted);
    expect((await https(request(app).get('/profile')).set('Cookie', planted)).status).toBe(401);
    expect(await rows()).toHaveLength(1);
  });

  it('ends the session at logout for everybody who has the cookie', async () => {
    const cookie = cookieOf(await logIn());
    await https(request(app).post('/logout')).set('Cookie', cookie);
    expect((await https(request(app).get('/profile')).set('Cookie', cookie)).status).toBe(401);
    expect(await rows()).toEqual([]);
  });

  it('clears the cookie with the attributes it was set with, or browsers would keep it', async () => {
    const cookie = cookieOf(await logIn());
    const response = await https(request(app).post('/logout')).set('Cookie', cookie);
    expect(response.get('Set-Cookie')).toEqual([
      '__Host-sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax',
    ]);
  });

  it.each([
    ['a wrong password', { username: 'alice', password: 'x' }],
    ['an unknown name', { username: 'mallory', password: 'wonderland' }],
    ['an object for a password', { username: 'alice', password: { $ne: '' } }],
    ['nothing', {}],
  ])('answers %s alike', async (_case, credentials) => {
    const response = await logIn(credentials);
    expect([response.status, response.body]).toEqual([401, { error: 'Wrong name or password.' }]);
  });
});
