import { beforeEach, describe, expect, it } from 'vitest';
import jwt from 'jsonwebtoken';
import { createKeyRing } from '../../../src/apps/keys';
import { createVersionApp } from '../../../src/apps/stateless-version';
import type { Users } from '../../../src/apps/users';
import { bob, freshUsers } from './people';
import { namedKey, SHOP, TokenClient } from './token-client';

let client: TokenClient;
let users: Users;

beforeEach(() => {
  users = freshUsers();
  client = new TokenClient(createVersionApp({ ...SHOP, keys: createKeyRing('HS256', [namedKey('k1')]), users }));
});

describe('the app with a token version', () => {
  it('issues tokens that name the version and nothing that can get stale', async () => {
    const claims = jwt.decode((await client.logIn()).access_token) as jwt.JwtPayload;
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sub', 'ver']);
    expect(claims['ver']).toBe(1);
  });

  it('takes name and role from the row, as they are now', async () => {
    const { access_token: token } = await client.logIn();
    expect((await client.get('/admin', token)).status).toBe(403);
    users.setRole('1', 'admin');
    expect((await client.get('/admin', token)).status).toBe(200);
    expect((await client.get('/profile', token)).body).toEqual({ name: 'alice', role: 'admin' });
  });

  it('ends every token of a user who logs out everywhere, and nobody else', async () => {
    const { access_token: here } = await client.logIn();
    const { access_token: elsewhere } = await client.logIn();
    const { access_token: asBob } = await client.logIn(bob);
    expect((await client.post('/logout-everywhere', here)).status).toBe(204);
    expect([await client.status(here), await client.status(elsewhere), await client.status(asBob)]).toEqual([
      401, 401, 200,
    ]);
    expect(await client.status((await client.logIn()).access_token)).toBe(200);
  });

  it('puts a locked account out at once', async () => {
    const { access_token: token } = await client.logIn();
    users.setLocked('1', true);
    const response = await client.get('/profile', token);
    expect([response.status, response.get('WWW-Authenticate')]).toEqual([
      401,
      'Bearer realm="shop", error="invalid_token"',
    ]);
    expect((await client.tryLogIn()).status).toBe(401);
  });
});
