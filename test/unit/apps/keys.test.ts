import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import jwt from 'jsonwebtoken';
import { createSecretKey, type KeyObject } from 'node:crypto';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { createKeyRing, type Algorithm, type NamedKey } from '../../../src/apps/keys';
import { createStatelessApp } from '../../../src/apps/stateless';
import { freshUsers } from './people';
import { namedKey, SHOP, TokenClient } from './token-client';

const users = freshUsers();
const appWith = (algorithm: Algorithm, ...keys: NamedKey[]) =>
  createStatelessApp({ ...SHOP, users, keys: createKeyRing(algorithm, keys) });
const clientOf = (algorithm: Algorithm, ...keys: NamedKey[]): TokenClient =>
  new TokenClient(appWith(algorithm, ...keys));

describe.each(['HS256', 'RS256', 'ES256'] as const)('keys for %s', (algorithm) => {
  const [first, second] = [namedKey('first', algorithm), namedKey('second', algorithm)];

  it('are replaced without anybody noticing as long as the earlier one is accepted', async () => {
    const { access_token: early } = await clientOf(algorithm, first).logIn();
    const overlapping = clientOf(algorithm, second, first);
    const { access_token: late } = await overlapping.logIn();
    expect(jwt.decode(late, { complete: true })?.header).toMatchObject({ alg: algorithm, kid: 'second' });
    expect([await overlapping.status(early), await overlapping.status(late)]).toEqual([200, 200]);
    const afterwards = clientOf(algorithm, second);
    expect([await afterwards.status(early), await afterwards.status(late)]).toEqual([401, 200]);
  });

  it('are told apart by more than their name', async () => {
    const { access_token: token } = await clientOf(algorithm, first).logIn();
    expect(await clientOf(algorithm, namedKey('first', algorithm)).status(token)).toBe(401);
  });
});

describe('published keys', () => {
  it.each(['RS256', 'ES256'] as const)('for %s verify what the server signs, and hold nothing private', async (alg) => {
    const keys = [namedKey('second', alg), namedKey('first', alg)] as const;
    const app = appWith(alg, ...keys);
    const jwks = (await request(app).get('/.well-known/jwks.json')).body as JSONWebKeySet;
    expect(jwks.keys.map(({ kid, use, d }) => [kid, use, d])).toEqual([
      ['second', 'sig', undefined],
      ['first', 'sig', undefined],
    ]);
    for (const tokens of [await new TokenClient(app).logIn(), await clientOf(alg, keys[1]).logIn()]) {
      const { payload } = await jwtVerify(tokens.access_token, createLocalJWKSet(jwks), { ...SHOP, algorithms: [alg] });
      expect(payload.sub).toBe('1');
    }
  });

  it('are none with HS256: its key signs as well', async () => {
    const app = appWith('HS256', namedKey('only'));
    expect((await request(app).get('/.well-known/jwks.json')).body).toEqual({ keys: [] });
  });

  it.each(['RS256', 'ES256'] as const)('for %s are no secrets to sign with (algorithm confusion)', async (alg) => {
    const named = namedKey('only', alg);
    const app = appWith(alg, named);
    const published = (await request(app).get('/.well-known/jwks.json')).text;
    const pem = createKeyRing(alg, [named]).accepted.get('only')!.export({ type: 'spki', format: 'pem' });
    const forge = (key: KeyObject): string =>
      jwt.sign({ name: 'mallory', role: 'admin' }, key, { ...SHOP, subject: '2', keyid: 'only', expiresIn: 60 });
    for (const secret of [pem, published]) {
      expect(await new TokenClient(app).status(forge(createSecretKey(Buffer.from(secret))))).toBe(401);
    }
  });
});

it('a server that issues tokens needs a key', () => {
  expect(() => createKeyRing('HS256', [])).toThrow('needs a key');
});
