import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeyRing } from '../../../src/apps/keys';
import { RefreshTokens } from '../../../src/apps/refresh-tokens';
import { createRefreshApp } from '../../../src/apps/stateless-refresh';
import type { Users } from '../../../src/apps/users';
import { bob, freshUsers } from './people';
import { namedKey, SHOP, TokenClient, type Tokens } from './token-client';

const keys = createKeyRing('HS256', [namedKey('k1')]);
let folder: string;
let users: Users;
let refreshTokens: RefreshTokens;
let client: TokenClient;

const serve = (table: RefreshTokens): Express => createRefreshApp({ ...SHOP, keys, users, refreshTokens: table });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refresh-'));
  users = freshUsers();
  refreshTokens = new RefreshTokens(join(folder, 'tokens.sqlite'));
  client = new TokenClient(serve(refreshTokens));
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  refreshTokens.close();
  rmSync(folder, { recursive: true });
});

const refresh = (token: string) => client.send('/refresh', { refresh_token: token });
const refreshed = async (token: string): Promise<Tokens> => (await refresh(token)).body as Tokens;
const pass = (minutes: number): unknown => vi.setSystemTime(Date.now() + minutes * 60_000);

describe('the app with refresh tokens', () => {
  it('answers a login with two tokens that must not be cached', async () => {
    const response = await client.tryLogIn();
    expect(response.get('Cache-Control')).toBe('no-store');
    expect(response.body).toMatchObject({ token_type: 'Bearer', expires_in: 300 });
    expect((response.body as Tokens).refresh_token).toMatch(/^[\w-]{43}$/);
  });

  it('keeps no refresh token that anybody could use, only what it hashes to', async () => {
    const { refresh_token: token } = await client.logIn();
    const [row, ...others] = await refreshTokens.all();
    expect(others).toEqual([]);
    expect(JSON.stringify(row)).not.toContain(token);
    expect((await refresh(row!.hash)).status).toBe(400);
  });

  it('exchanges a refresh token once, for a new pair', async () => {
    const first = await client.logIn();
    pass(6);
    expect(await client.status(first.access_token)).toBe(401);
    const second = await refreshed(first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await client.status(second.access_token)).toBe(200);
    expect((await refresh(second.refresh_token)).status).toBe(200);
  });

  it('revokes the whole family when a refresh token comes a second time (RFC 9700 §4.14.2)', async () => {
    const stolen = await client.logIn();
    const current = await refreshed(stolen.refresh_token);
    const replay = await refresh(stolen.refresh_token);
    expect([replay.status, replay.body]).toEqual([400, { error: 'invalid_grant' }]);
    expect((await refresh(current.refresh_token)).status).toBe(400);
    expect(await refreshTokens.all()).toEqual([]);
  });

  it('leaves other logins of the same user alone when it does', async () => {
    const elsewhere = await client.logIn();
    const stolen = await client.logIn();
    await refresh(stolen.refresh_token);
    await refresh(stolen.refresh_token);
    expect((await refresh(elsewhere.refresh_token)).status).toBe(200);
  });

  it('lets one of two servers exchange a token that both get at once, and nobody keeps a pair', async () => {
    const other = new RefreshTokens(join(folder, 'tokens.sqlite'));
    const second = new TokenClient(serve(other));
    const { refresh_token: token } = await client.logIn();
    const answers = await Promise.all([refresh(token), second.send('/refresh', { refresh_token: token })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(await refreshTokens.all()).toEqual([]);
    other.close();
  });

  it('ends the login at logout, but for the access token that is about', async () => {
    const tokens = await client.logIn();
    expect((await client.send('/logout', { refresh_token: tokens.refresh_token })).status).toBe(204);
    expect((await refresh(tokens.refresh_token)).status).toBe(400);
    expect(await client.status(tokens.access_token)).toBe(200);
    pass(5);
    expect(await client.status(tokens.access_token)).toBe(401);
  });

  it('ends every login of a user who logs out everywhere, and nobody else', async () => {
    const [here, elsewhere, asBob] = [await client.logIn(), await client.logIn(), await client.logIn(bob)];
    expect((await client.post('/logout-everywhere', here.access_token)).status).toBe(204);
    expect((await refresh(here.refresh_token)).status).toBe(400);
    expect((await refresh(elsewhere.refresh_token)).status).toBe(400);
    expect((await refresh(asBob.refresh_token)).status).toBe(200);
  });

  it('refuses a locked account, and ends its login for good', async () => {
    const { refresh_token: token } = await client.logIn();
    users.setLocked('1', true);
    expect((await refresh(token)).status).toBe(400);
    expect(await refreshTokens.all()).toEqual([]);
    users.setLocked('1', false);
    expect((await refresh(token)).status).toBe(400);
  });

  it('takes a new role into account with the next access token', async () => {
    const first = await client.logIn();
    users.setRole('1', 'admin');
    expect((await client.get('/admin', first.access_token)).status).toBe(403);
    const second = await refreshed(first.refresh_token);
    expect((await client.get('/admin', second.access_token)).status).toBe(200);
  });

  it('ends a login after eight hours, however often it was refreshed', async () => {
    let tokens = await client.logIn();
    for (let minutes = 20; minutes < 8 * 60; minutes += 20) {
      pass(20);
      tokens = await refreshed(tokens.refresh_token);
      expect(tokens.refresh_token).toBeDefined();
    }
    pass(20);
    expect((await refresh(tokens.refresh_token)).status).toBe(400);
    expect(await refreshTokens.sweep()).toHaveLength(24);
    expect(await refreshTokens.all()).toEqual([]);
  });

  it.each([
    ['nothing', {}],
    ['an object', { refresh_token: { $ne: '' } }],
    ['a guess', { refresh_token: 'guess' }],
  ])('answers %s as RFC 6749 §5.2 says', async (_case, body) => {
    const response = await client.send('/refresh', body);
    expect([response.status, response.body]).toEqual([400, { error: 'invalid_grant' }]);
  });
});
