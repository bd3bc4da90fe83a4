import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Express } from 'express';
import request from 'supertest';
import type { Algorithm, NamedKey } from '../../../src/apps/keys';
import { alice } from './people';

export const SHOP = { issuer: 'https://shop.example', audience: 'https://shop.example/api' };

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** What a page does with a server that issues tokens. */
export class TokenClient {
  constructor(private readonly app: Express) {}

  async logIn(credentials: object = alice): Promise<Tokens> {
    return (await this.tryLogIn(credentials)).body as Tokens;
  }

  tryLogIn(credentials: object = alice): request.Test {
    return request(this.app).post('/login').send(credentials);
  }

  get(path: string, token: string): request.Test {
    return request(this.app).get(path).set('Authorization', `Bearer ${token}`);
  }

  post(path: string, token: string): request.Test {
    return request(this.app).post(path).set('Authorization', `Bearer ${token}`);
  }

  send(path: string, body: object): request.Test {
    return request(this.app).post(path).send(body);
  }

  /** The status of a request for the profile: whether the token is still good. */
  async status(token: string): Promise<number> {
    return (await this.get('/profile', token)).status;
  }
}

/** A new key for an algorithm. */
export function namedKey(kid: string, algorithm: Algorithm = 'HS256'): NamedKey {
  switch (algorithm) {
    case 'HS256':
      return { kid, key: createSecretKey(randomBytes(32)) };
    case 'RS256':
      return { kid, key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey };
    case 'ES256':
      return { kid, key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey };
    default:
      return algorithm satisfies never;
  }
}
