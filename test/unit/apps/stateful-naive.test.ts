import { sign } from 'cookie-signature';
import session from 'express-session';
import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { createNaiveApp } from '../../../src/apps/stateful-naive';
import type { Users } from '../../../src/apps/users';
import { alice, freshUsers } from './people';

let app: ReturnType<typeof createNaiveApp>;
let store: session.MemoryStore;
let users: Users;

beforeEach(() => {
  store = new session.MemoryStore();
  users = freshUsers();
  app = createNaiveApp({ store, users });
});

const cookieOf = (response: request.Response): string => (response.get('Set-Cookie')?.[0] ?? '').split(';')[0] ?? '';
const visit = (): request.Test => request(app).get('/profile');
const logIn = (): request.Test => request(app).post('/login').send(alice);
const rows = (): Promise<number> =>
  new Promise((resolve) => store.all((_error, all) => resolve(Object.keys(all ?? {}).length)));

describe('the naive app is as vulnerable as its comments say', () => {
  it('keeps a row for everybody who passes by', async () => {
    await visit();
    await visit();
    expect(await rows()).toBe(2);
  });

  it('logs in an id that somebody planted (session fixation)', async () => {
    const planted = cookieOf(await visit());
    await logIn().set('Cookie', planted);
    expect((await visit().set('Cookie', planted)).status).toBe(200);
  });

  it('sets a cookie for plain HTTP and for requests from other sites', async () => {
    const [line] = (await logIn()).get('Set-Cookie') ?? [];
    expect(line).toMatch(/^connect\.sid=[^;]+; Path=\/; HttpOnly$/);
  });

  it('believes whatever is signed with the secret of the tutorial', async () => {
    await logIn();
    const [sid = ''] = await new Promise<string[]>((resolve) =>
      store.all((_error, all) => resolve(Object.keys(all ?? {}))),
    );
    const forged = `connect.sid=${encodeURIComponent(`s:${sign(sid, 'keyboard cat')}`)}`;
    expect((await visit().set('Cookie', forged)).status).toBe(200);
  });

  it('asks the browser to forget at logout, and goes on for whoever has a copy', async () => {
    const copy = cookieOf(await logIn());
    const [line] = (await request(app).post('/logout').set('Cookie', copy)).get('Set-Cookie') ?? [];
    expect(line).toContain('connect.sid=; ');
    expect((await visit().set('Cookie', copy)).status).toBe(200);
  });

  it('lets a locked account in, and keeps it in', async () => {
    users.setLocked('1', true);
    const cookie = cookieOf(await logIn());
    expect((await visit().set('Cookie', cookie)).status).toBe(200);
  });

  it('takes somebody who is not logged in for somebody without the right', async () => {
    expect((await request(app).get('/admin')).status).toBe(403);
  });
});
