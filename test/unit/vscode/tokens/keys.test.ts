import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import * as keys from '../../../../src/keys';
import { fetchKeys, keyAddress, LARGEST_KEYS } from '../../../../src/vscode/tokens/key-address';
import { Keyring, type SecretStore } from '../../../../src/vscode/tokens/keyring';
import { decryptWith, verifyWith } from '../../../../src/vscode/tokens/use-keys';
import { NOW } from './support';

describe('an address of keys', () => {
  it.each([
    'https://issuer.example/jwks',
    ' https://issuer.example:8443/ ',
    'http://localhost:3000/jwks',
    'http://127.0.0.1/',
    'http://[::1]:1/',
  ])('may be %s', (text) => {
    expect(keyAddress(text).ok).toBe(true);
  });

  it.each([
    'http://issuer.example/jwks',
    'http://localhost.evil.example/',
    'http://127.0.0.1.evil.example/',
    'file:///etc/passwd',
    'ftp://issuer.example/',
    'javascript:alert(1)',
    'https://user:pass@issuer.example/',
    'issuer.example',
    '',
  ])('must not be %s', (text) => {
    expect(keyAddress(text).ok).toBe(false);
  });
});

describe('fetching keys', () => {
  const servers: { close(): void }[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  async function serve(listener: RequestListener): Promise<URL> {
    const server = createServer(listener);
    servers.push({ close: () => (server.closeAllConnections(), server.close()) });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`);
  }

  it('sends one GET that carries nothing', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      const { authorization, cookie, referer } = request.headers;
      seen.push([request.method, request.url, authorization, cookie, referer, request.headers['content-length']]);
      response.end('{"keys":[]}');
    });
    expect(await fetchKeys(url)).toEqual({ ok: true, text: '{"keys":[]}' });
    expect(seen).toEqual([['GET', '/jwks', undefined, undefined, undefined, undefined]]);
  });

  it('follows no redirect', async () => {
    const url = await serve((_, response) => response.writeHead(302, { Location: 'https://evil.example/' }).end());
    expect(await fetchKeys(url)).toMatchObject({ ok: false, message: expect.stringContaining('redirect') as string });
  });

  it('takes nothing large', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(LARGEST_KEYS + 1)));
    expect(await fetchKeys(url)).toMatchObject({ ok: false });
  });

  it('waits for nobody', async () => {
    const url = await serve((_, response) => response.write('{'));
    expect(await fetchKeys(url, 50)).toEqual({ ok: false, message: 'The address did not answer in time.' });
  });

  it('says when nobody is there', async () => {
    expect(await fetchKeys(new URL('http://127.0.0.1:1/'))).toMatchObject({ ok: false });
  });
});

class Secrets implements SecretStore {
  readonly values = new Map<string, string>();
  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.values.get(key));
  }
  store(key: string, value: string): Promise<void> {
    this.values.set(key, value);
    return Promise.resolve();
  }
  delete(key: string): Promise<void> {
    this.values.delete(key);
    return Promise.resolve();
  }
}

describe('the keyring', () => {
  const SECRET = {
    name: 'Mine',
    description: 'Shared secret',
    fingerprint: 'f',
    text: 'the-secret',
    as: 'text',
  } as const;
  const ring = (secrets: Secrets): Keyring => {
    let count = 0;
    return new Keyring(secrets, () => `id-${(count += 1)}`);
  };

  it('stores nothing that the user did not say to keep', async () => {
    const secrets = new Secrets();
    const keyring = ring(secrets);
    await keyring.hold(SECRET);
    expect(secrets.values.size).toBe(0);
  });

  it('keeps a key beyond the window until it is forgotten, then leaves nothing', async () => {
    const secrets = new Secrets();
    const first = ring(secrets);
    const { id } = await first.hold(SECRET);
    await first.keep(id, 'Staging');
    first.dispose();
    const second = ring(secrets);
    expect(await second.find(id)).toMatchObject({ name: 'Staging', text: 'the-secret', kept: true });
    await second.forget(id);
    expect(secrets.values.size).toBe(0);
    expect(await second.all()).toEqual([]);
  });

  it('shows cards without the key', async () => {
    const keyring = ring(new Secrets());
    await keyring.hold(SECRET);
    expect(JSON.stringify(await keyring.cards())).not.toContain('the-secret');
  });

  it('holds a key once', async () => {
    const keyring = ring(new Secrets());
    const first = await keyring.hold(SECRET);
    expect(await keyring.hold({ ...SECRET, name: 'Again' })).toEqual(first);
    expect(await keyring.all()).toHaveLength(1);
  });

  it('begins anew where what was stored is damaged', async () => {
    for (const text of ['', '{', '[{"id":1}]', 'null']) {
      const secrets = new Secrets();
      secrets.values.set('authLab.keptKeys', text);
      expect(await ring(secrets).all()).toEqual([]);
    }
  });
});

describe('verifying in the view', () => {
  const sign = async (what: keys.NewKey, claims: object): Promise<{ token: string; made: keys.GeneratedKey }> => {
    const made = await keys.generateKey(what);
    const header = JSON.stringify({ alg: made.alg, kid: made.kid });
    const signed = keys.signToken({ header, payload: JSON.stringify(claims), key: made.signing });
    if (!signed.ok) throw new Error(signed.message);
    return { token: signed.token, made };
  };
  const key = (text: string) => ({ text, as: 'auto', name: 'Typed in' }) as const;

  it('accepts with the key, and tells every check apart', async () => {
    const { token, made } = await sign({ type: 'EC', curve: 'P-256' }, { iss: 'a', exp: NOW + 60 });
    const jwks = JSON.stringify({ keys: [JSON.parse(made.publicJwk ?? '') as unknown] });
    for (const text of [made.publicPem ?? '', made.publicJwk ?? '', jwks]) {
      const { verified } = verifyWith(keys, { token, key: key(text), expectations: { issuer: ['a'] }, now: NOW });
      expect(verified?.verdict).toBe('accepted');
      expect(verified?.checks).toHaveLength(15);
    }
  });

  it('names a key of the wrong kind, twice', async () => {
    const { token } = await sign({ type: 'EC', curve: 'P-256' }, {});
    const other = await keys.generateKey({ type: 'Edwards', curve: 'Ed25519' });
    const answer = verifyWith(keys, { token, key: key(other.publicPem ?? ''), expectations: {}, now: NOW });
    expect(answer.problem?.message).toBeTruthy();
    expect(answer.verified?.checks.find(({ id }) => id === 'alg-key')?.outcome).toBe('failed');
    expect(answer.verified?.verdict).toBe('rejected');
  });

  it('says that without a key nothing is verified', async () => {
    const { token } = await sign({ type: 'secret', alg: 'HS256' }, {});
    expect(verifyWith(keys, { token, key: undefined, expectations: {}, now: NOW }).verified?.verdict).toBe(
      'unverified',
    );
  });

  it('never quotes what it could not read', async () => {
    const { token } = await sign({ type: 'EC', curve: 'P-256' }, {});
    const bad = '-----BEGIN PUBLIC KEY-----\nSECRETSECRET\n-----END PUBLIC KEY-----';
    const answer = verifyWith(keys, { token, key: key(bad), expectations: {}, now: NOW });
    expect(JSON.stringify(answer)).not.toContain('SECRETSECRET');
    expect(answer.verified).toBeUndefined();
    expect((await decryptWith(keys, token, key(bad))).problem).toBeDefined();
  });
});
