import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import jwt from 'jsonwebtoken';
import { Denylist } from '../../../src/apps/denylist';
import { createKeyRing } from '../../../src/apps/keys';
import { createDenylistApp } from '../../../src/apps/stateless-denylist';
import { bob, freshUsers } from './people';
import { namedKey, SHOP, TokenClient } from './token-client';

let client: TokenClient;
let denylist: Denylist;

beforeEach(() => {
  denylist = new Denylist(':memory:');
  const keys = createKeyRing('HS256', [namedKey('k1')]);
  client = new TokenClient(createDenylistApp({ ...SHOP, keys, users: freshUsers(), denylist }));
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the app with a denylist', () => {
  it('ends the token that logs out, and no other', async () => {
    const { access_token: here } = await client.logIn();
    const { access_token: elsewhere } = await client.logIn();
    expect((await client.post('/logout', here)).status).toBe(204);
    const replay = await client.get('/profile', here);
    expect([replay.status, replay.get('WWW-Authenticate')]).toEqual([
      401,
      'Bearer realm="shop", error="invalid_token"',
    ]);
    expect(await client.status(elsewhere)).toBe(200);
  });

  it('remembers it by issuer and id until it would have expired', async () => {
    const { access_token: token } = await client.logIn();
    await client.post('/logout', token);
    const { jti, exp = 0 } = jwt.decode(token) as jwt.JwtPayload;
    expect(await denylist.all()).toEqual([{ issuer: SHOP.issuer, jti, subject: '1', until: exp * 1000 }]);
    vi.setSystemTime(exp * 1000 - 1);
    await denylist.sweep();
    expect(await denylist.all()).toHaveLength(1);
    vi.setSystemTime(exp * 1000);
    await denylist.sweep();
    expect(await denylist.all()).toEqual([]);
    expect(await client.status(token)).toBe(401);
  });

  it('cannot be told to forget by a stranger, or to remember one', async () => {
    const { access_token: token } = await client.logIn();
    const [header, payload] = token.split('.');
    expect((await client.post('/logout', `${header}.${payload}.AAAA`)).status).toBe(401);
    expect(await denylist.all()).toEqual([]);
  });

  it('ends every token of a user who logs out everywhere, not those of others or of the next login', async () => {
    const { access_token: here } = await client.logIn();
    const { access_token: elsewhere } = await client.logIn();
    const { access_token: asBob } = await client.logIn(bob);
    expect((await client.post('/logout-everywhere', here)).status).toBe(204);
    expect([await client.status(here), await client.status(elsewhere), await client.status(asBob)]).toEqual([
      401, 401, 200,
    ]);
    vi.setSystemTime(Date.now() + 1000);
    const { access_token: later } = await client.logIn();
    expect(await client.status(later)).toBe(200);
    expect(await client.status(elsewhere)).toBe(401);
  });
});
