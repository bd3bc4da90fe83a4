import session from 'express-session';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStatefulApp } from '../../../src/apps/stateful';
import type { Users } from '../../../src/apps/users';
import { alice, bob, freshUsers } from './people';

const secret = 'a secret of a test, which is not one anywhere else';
let app: ReturnType<typeof createStatefulApp>;
let store: session.MemoryStore;
let users: Users;

beforeEach(() => {
  store = new session.MemoryStore();
  users = freshUsers();
  app = createStatefulApp({ secrets: [secret], store, users });
});

afterEach(() => {
  vi.useRealTimers();
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
    const asBob = cookieOf(await logIn(bob));
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
    ['an unknown name', { username: 'nobody', password: 'wonderland' }],
    ['an object for a password', { username: 'alice', password: { $ne: '' } }],
    ['nothing', {}],
  ])('answers %s alike', async (_case, credentials) => {
    const response = await logIn(credentials);
    expect([response.status, response.body]).toEqual([401, { error: 'Wrong name or password.' }]);
  });

  it('answers a locked account as a wrong password', async () => {
    users.setLocked('1', true);
    const response = await logIn();
    expect([response.status, response.body]).toEqual([401, { error: 'Wrong name or password.' }]);
    expect(await rows()).toEqual([]);
  });

  it.each([
    ['locked', (): unknown => users.setLocked('1', true)],
    ['of a later version', (): unknown => users.bumpVersion('1')],
  ])('puts a session out when its account is %s, and deletes it', async (_case, change) => {
    const cookie = cookieOf(await logIn());
    change();
    const response = await get('/profile', cookie);
    expect([response.status, response.get('Set-Cookie')?.[0]]).toEqual([401, expect.stringMatching(/^__Host-sid=;/)]);
    expect(await rows()).toEqual([]);
  });

  it('takes a new role into account at once', async () => {
    const cookie = cookieOf(await logIn());
    users.setRole('1', 'admin');
    expect((await get('/admin', cookie)).status).toBe(200);
    users.setRole('1', 'user');
    expect((await get('/admin', cookie)).status).toBe(403);
  });

  it('gives the session a new id on request, and forgets the old one', async () => {
    const before = cookieOf(await logIn());
    const response = await post('/renew', before);
    const after = cookieOf(response);
    expect([response.status, await status(before), await status(after)]).toEqual([204, 401, 200]);
    expect(await rows()).toHaveLength(1);
  });

  it('ends the other sessions of a user who changes the password, and keeps this one under a new id', async () => {
    const here = cookieOf(await logIn());
    const elsewhere = cookieOf(await logIn());
    const response = await post('/password', here).send({
      current_password: alice.password,
      new_password: 'looking-glass',
    });
    expect(response.status).toBe(204);
    expect([await status(here), await status(elsewhere), await status(cookieOf(response))]).toEqual([401, 401, 200]);
    expect((await logIn()).status).toBe(401);
    expect((await logIn({ username: 'alice', password: 'looking-glass' })).status).toBe(200);
  });

  it.each([
    ['with a wrong current one', { current_password: 'x', new_password: 'looking-glass' }, 403],
    ['to a short one', { current_password: alice.password, new_password: 'short' }, 400],
    ['to an object', { current_password: alice.password, new_password: { length: 20 } }, 400],
    ['with nothing', {}, 403],
  ])('changes no password %s', async (_case, body, expected) => {
    const cookie = cookieOf(await logIn());
    expect((await post('/password', cookie).send(body)).status).toBe(expected);
    expect([await status(cookie), (await logIn()).status]).toEqual([200, 200]);
  });

  it('ends every session of a user who logs out everywhere, and nobody else', async () => {
    const here = cookieOf(await logIn());
    const elsewhere = cookieOf(await logIn());
    const asBob = cookieOf(await logIn(bob));
    expect((await post('/logout-everywhere', here)).status).toBe(204);
    expect([await status(here), await status(elsewhere), await status(asBob)]).toEqual([401, 401, 200]);
    expect((await logIn()).status).toBe(200);
  });

  it('ends after half an hour without a request', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const cookie = cookieOf(await logIn());
    pass(29);
    expect(await status(cookie)).toBe(200);
    pass(29);
    expect(await status(cookie)).toBe(200);
    pass(31);
    expect(await status(cookie)).toBe(401);
  });

  it('ends after eight hours however busy it is, and renewing its id does not change that', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    let cookie = cookieOf(await logIn());
    for (let minutes = 20; minutes < 8 * 60; minutes += 20) {
      pass(20);
      expect(await status(cookie)).toBe(200);
      if (minutes === 240) cookie = cookieOf(await post('/renew', cookie));
    }
    pass(20);
    expect(await status(cookie)).toBe(401);
    expect(await rows()).toEqual([]);
  });

  it('accepts cookies of an earlier secret as long as it is listed, and signs with the newest', async () => {
    const earlier = cookieOf(await logIn());
    const newest = 'the next secret of the same test, as good as the first';
    app = createStatefulApp({ secrets: [newest, secret], store, users });
    expect(await status(earlier)).toBe(200);
    const later = cookieOf(await logIn());
    app = createStatefulApp({ secrets: [newest], store, users });
    expect([await status(earlier), await status(later)]).toEqual([401, 200]);
  });
});

const get = (path: string, cookie: string): request.Test => https(request(app).get(path)).set('Cookie', cookie);
const post = (path: string, cookie: string): request.Test => https(request(app).post(path)).set('Cookie', cookie);
const status = async (cookie: string): Promise<number> => (await get('/profile', cookie)).status;

function pass(minutes: number): void {
  vi.setSystemTime(Date.now() + minutes * 60_000);
}
