import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEncryptedCookieApp } from '../../../src/apps/encrypted-cookie';
import type { Users } from '../../../src/apps/users';
import { alice, bob, freshUsers } from './people';

const secret = 'a secret of a test, which is not one anywhere else';
let app: ReturnType<typeof createEncryptedCookieApp>;
let users: Users;

beforeEach(() => {
  users = freshUsers();
  app = createEncryptedCookieApp({ secrets: [secret], users });
});
afterEach(() => {
  vi.useRealTimers();
});

const logIn = (credentials: object = alice): request.Test => request(app).post('/login').send(credentials);
const cookieOf = (response: request.Response): string => (response.get('Set-Cookie')?.[0] ?? '').split(';')[0] ?? '';
const get = (path: string, cookie: string): request.Test => request(app).get(path).set('Cookie', cookie);
const status = async (cookie: string): Promise<number> => (await get('/profile', cookie)).status;
const pass = (minutes: number): unknown => vi.setSystemTime(Date.now() + minutes * 60_000);

describe('the encrypted cookie app', () => {
  it('knows the user by the cookie alone', async () => {
    const cookie = cookieOf(await logIn());
    expect((await get('/profile', cookie)).body).toEqual({ name: 'alice', role: 'user' });
    app = createEncryptedCookieApp({ secrets: [secret], users });
    expect(await status(cookie)).toBe(200);
  });

  it('cannot take a copy back at logout', async () => {
    const cookie = cookieOf(await logIn());
    const response = await request(app).post('/logout').set('Cookie', cookie);
    expect(response.get('Set-Cookie')?.[0]).toMatch(/^__Host-session=; .*Expires=Thu, 01 Jan 1970/);
    expect(await status(cookie)).toBe(200);
  });

  it('takes every copy back when the user logs out everywhere, and nobody else', async () => {
    const [cookie, asBob] = [cookieOf(await logIn()), cookieOf(await logIn(bob))];
    const response = await request(app).post('/logout-everywhere').set('Cookie', cookie);
    expect([response.status, response.get('Set-Cookie')?.length]).toEqual([204, 1]);
    expect([await status(cookie), await status(asBob)]).toEqual([401, 200]);
    expect(await status(cookieOf(await logIn()))).toBe(200);
  });

  it('puts a locked account out, and clears its cookie', async () => {
    const cookie = cookieOf(await logIn());
    users.setLocked('1', true);
    const response = await get('/profile', cookie);
    expect([response.status, response.get('Set-Cookie')?.[0]]).toEqual([
      401,
      expect.stringMatching(/^__Host-session=;/),
    ]);
    expect((await logIn()).status).toBe(401);
  });

  it('ends after half an hour without a request, and after eight hours in any case', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const idle = cookieOf(await logIn());
    let busy = idle;
    for (let minutes = 20; minutes < 8 * 60; minutes += 20) {
      pass(20);
      const response = await get('/profile', busy);
      expect(response.status).toBe(200);
      busy = cookieOf(response);
    }
    expect(await status(idle)).toBe(401);
    pass(20);
    expect(await status(busy)).toBe(401);
  });

  it('opens cookies of an earlier secret as long as it is listed, and seals with the newest', async () => {
    const earlier = cookieOf(await logIn());
    const newest = 'the next secret of the same test, as good as the first';
    app = createEncryptedCookieApp({ secrets: [newest, secret], users });
    const response = await get('/profile', earlier);
    expect(response.status).toBe(200);
    app = createEncryptedCookieApp({ secrets: [newest], users });
    expect([await status(earlier), await status(cookieOf(response))]).toEqual([401, 200]);
  });

  it.each(['Fe26.2*__proto__*a*b*c**d*e', 'Fe26.2**a*b*c**d*e', 'x', ''])('is not impressed by %j', async (value) => {
    expect(await status(`__Host-session=${value}`)).toBe(401);
  });
});
