import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it, test } from 'vitest';
import {
  attacks,
  findAttack,
  inspect,
  weakSecrets,
  type AttackId,
  type AttackTools,
  type Forgery,
} from '../../../src/jwt';
import {
  attackTools,
  generateKey,
  readKey,
  signToken,
  verifyToken,
  type GeneratedKey,
  type HeldKey,
} from '../../../src/keys';

const NOW = 1_785_499_200;
const PAYLOAD = JSON.stringify({ sub: 'mallory', role: 'user', exp: NOW + 600 });

let server: GeneratedKey;
let tools: AttackTools;
let rsToken: string;
let hsToken: string;

function key(text: string): HeldKey {
  const read = readKey(text, { as: text.includes('{') ? 'auto' : 'text' });
  if (!read.ok) throw new Error(read.message);
  return read.key;
}

function sign(held: HeldKey, alg: string): string {
  const signed = signToken({ header: '{"typ":"JWT","kid":"1"}', payload: PAYLOAD, key: held, alg });
  if (!signed.ok) throw new Error(signed.message);
  return signed.token;
}

function forge(id: AttackId, token: string, more: Partial<AttackTools> = {}): Extract<Forgery, { ok: true }> {
  const forged = findAttack(id)?.forge(token, { ...tools, claims: { role: 'admin' }, ...more });
  if (!forged?.ok) throw new Error(forged?.reason ?? 'no such attack');
  return forged;
}

beforeAll(async () => {
  server = await generateKey({ type: 'RSA', alg: 'RS256' });
  tools = await attackTools({ publicKeyPem: server.publicPem ?? '', ownUrl: 'https://evil.example/keys' });
  rsToken = sign(server.signing, 'RS256');
  hsToken = sign(key('changeme'), 'HS256');
});

const hmac = (secret: string | Buffer, token: string): string =>
  createHmac('sha256', secret)
    .update(token.slice(0, token.lastIndexOf('.')))
    .digest('base64url');
const signatureOf = (token: string): string => token.slice(token.lastIndexOf('.') + 1);
const headerOf = (token: string) => inspect(token).header.object ?? {};

describe('every attack', () => {
  test.each(attacks.map((attack) => [attack.id, attack] as const))(
    '%s is refused by a careful verifier, and says what it does',
    (id, attack) => {
      const forged = forge(id, id === 'weak-secret' ? hsToken : rsToken);
      const carried = forged.tokens.map((token) => inspect(token));
      for (const seen of carried)
        if (seen.kind !== 'jwe') expect(seen.payload?.object).toMatchObject({ role: 'admin' });
      if (id !== 'weak-secret') {
        for (const token of forged.tokens)
          expect(verifyToken(token, server.verifying, { now: NOW, algorithms: ['RS256'] }).verdict).toBe('rejected');
      }
      expect(forged.changes).toContainEqual({ part: 'payload', pointer: '/role', before: '"user"', after: '"admin"' });
      for (const words of [attack.title, attack.changes, attack.why, attack.stops, attack.source])
        expect(words.length).toBeGreaterThan(5);
    },
  );

  test.each(attacks.map((attack) => [attack.id, attack] as const))('%s says why when it cannot', (_, attack) => {
    for (const token of ['', 'a.b', 'a.b.c', `${rsToken}.x.y`]) expect(attack.forge(token, tools).ok).toBe(false);
    if (attack.needs.length > 0) expect(attack.forge(rsToken, {})).toMatchObject({ ok: false });
  });
});

describe('a careless verifier accepts', () => {
  it('none, in every spelling', () => {
    const spellings = forge('none', rsToken).tokens.map((token) => headerOf(token)['alg']);
    expect(new Set(spellings).size).toBe(spellings.length);
    expect(spellings.every((alg) => typeof alg === 'string' && alg.trim().toLowerCase() === 'none')).toBe(true);
    expect(forge('none', rsToken).tokens.every((token) => token.endsWith('.'))).toBe(true);
  });

  it('a stripped and an empty signature', () => {
    expect(forge('stripped-signature', rsToken).tokens[0].split('.')).toHaveLength(2);
    expect(signatureOf(forge('empty-signature', rsToken).tokens[0])).toBe('');
  });

  it('HMAC with the public key', () => {
    const [token] = forge('rs-to-hs', rsToken).tokens;
    expect(headerOf(token)['alg']).toBe('HS256');
    expect(signatureOf(token)).toBe(hmac(server.publicPem ?? '', token));
  });

  it('a key from the header, whichever way it comes', () => {
    const jwk = JSON.stringify(tools.ownKey?.publicJwk);
    for (const id of ['embedded-jwk', 'jku-to-oneself', 'x5u-to-oneself'] as const) {
      const [token] = forge(id, rsToken).tokens;
      expect(verifyToken(token, key(jwk), { now: NOW }).verdict).toBe('accepted');
    }
    expect(headerOf(forge('embedded-jwk', rsToken).tokens[0])['jwk']).toEqual(tools.ownKey?.publicJwk);
    expect(headerOf(forge('jku-to-oneself', rsToken).tokens[0])['jku']).toBe('https://evil.example/keys');
    expect(headerOf(forge('x5u-to-oneself', rsToken).tokens[0])['x5u']).toBe('https://evil.example/keys');
  });

  it('a secret that the kid brings about', () => {
    for (const token of forge('kid-path', rsToken).tokens)
      expect(signatureOf(token)).toBe(hmac(Buffer.alloc(0), token));
    const [token] = forge('kid-sql', rsToken).tokens;
    const answer = /SELECT '([^']+)'/.exec(JSON.stringify(headerOf(token)['kid']))?.[1] ?? '';
    expect(signatureOf(token)).toBe(hmac(answer, token));
  });

  it('a guessed secret', () => {
    const [token] = forge('weak-secret', hsToken).tokens;
    expect(verifyToken(token, key('changeme'), { now: NOW }).verdict).toBe('accepted');
    expect(findAttack('weak-secret')?.forge(sign(key('Vq2$kP9!xZ7#mL4@'), 'HS256'), tools)).toMatchObject({
      ok: false,
    });
  });
});

it('claims are edited under the old signature', () => {
  const [token] = forge('edited-claims', rsToken).tokens;
  expect(signatureOf(token)).toBe(signatureOf(rsToken));
  const untouched = findAttack('edited-claims')?.forge(rsToken, {});
  expect(untouched?.ok && inspect(untouched.tokens[0])).toMatchObject({ payload: { object: { role: 'admin' } } });
});

it('without edits the payload stays byte for byte', () => {
  const forged = findAttack('none')?.forge(rsToken, {});
  expect(forged?.ok && forged.tokens[0].split('.')[1]).toBe(rsToken.split('.')[1]);
});

it('the word list is short and has no word twice', () => {
  expect(new Set(weakSecrets).size).toBe(weakSecrets.length);
  expect(weakSecrets.length).toBeGreaterThan(150);
  expect(weakSecrets.length).toBeLessThan(400);
});
