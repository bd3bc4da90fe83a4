import {
  constants,
  createHmac,
  createSecretKey,
  generateKeyPairSync,
  sign as nodeSign,
  type KeyObject,
} from 'node:crypto';
import type { Rules } from '../../../../src/jwt';
import { kindOf, nodeVerifier } from '../node-verifier';

/** The moment at which all of them are judged, in seconds since 1970. */
export const NOW = 1_785_499_200;

export interface Key {
  readonly signing: KeyObject;
  readonly verifying: KeyObject;
  readonly algorithms: readonly string[];
}

/** What a token is made of, before it is put together: kept so that a repair can sign it again. */
export interface Token {
  readonly alg: string;
  readonly header: Buffer;
  readonly payload: Buffer;
  readonly key: Key;
  /** Turns bytes of header and payload into text before signing; sloppy for some tokens. */
  readonly encoder: (bytes: Buffer) => string;
  /** Damage done after signing. */
  readonly damage: (token: string) => string;
}

export interface Case {
  readonly token: Token;
  readonly text: string;
  readonly verifyingKey: KeyObject;
  readonly rules: Rules;
}

/** Seeded numbers between 0 and 1: the same cases every time. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const canonical = (bytes: Buffer): string => bytes.toString('base64url');

/** Signs with whatever the key can do, as the alg says where that fits; HS with a key pair uses the public PEM as the secret, as the attack does. */
function signature(alg: string, input: string, { signing, verifying }: Key): string {
  const bytes = Buffer.from(input, 'latin1');
  const hash = `sha${/(?:256|384|512)/.exec(alg)?.[0] ?? '256'}`;
  const sign = (): Buffer => {
    if (signing.type === 'secret') return createHmac(hash, signing).update(bytes).digest();
    if (alg.startsWith('HS'))
      return createHmac(hash, verifying.export({ type: 'spki', format: 'pem' }))
        .update(bytes)
        .digest();
    if (signing.asymmetricKeyType?.startsWith('ed')) return nodeSign(null, bytes, signing);
    if (signing.asymmetricKeyType === 'ec') return nodeSign(hash, bytes, { key: signing, dsaEncoding: 'ieee-p1363' });
    if (!alg.startsWith('PS')) return nodeSign(hash, bytes, signing);
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    return nodeSign(hash, bytes, { key: signing, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST });
  };
  return sign().toString('base64url');
}

export function put({ alg, header, payload, key, encoder, damage }: Token): string {
  const input = `${encoder(header)}.${encoder(payload)}`;
  return damage(`${input}.${signature(alg, input, key)}`);
}

export function makeKeys(): Key[] {
  const pair = (made: { privateKey: KeyObject; publicKey: KeyObject }, algorithms: string[]): Key => ({
    signing: made.privateKey,
    verifying: made.publicKey,
    algorithms,
  });
  const secret = (fill: string): Key => {
    const key = createSecretKey(Buffer.alloc(64, fill));
    return { signing: key, verifying: key, algorithms: ['HS256', 'HS384', 'HS512'] };
  };
  const rsa = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
  return [
    secret('a'),
    secret('b'),
    pair(generateKeyPairSync('rsa', { modulusLength: 2048 }), rsa),
    pair(generateKeyPairSync('rsa', { modulusLength: 1024 }), ['RS256', 'PS256']),
    pair(generateKeyPairSync('ec', { namedCurve: 'P-256' }), ['ES256']),
    pair(generateKeyPairSync('ec', { namedCurve: 'P-384' }), ['ES384']),
    pair(generateKeyPairSync('ec', { namedCurve: 'P-521' }), ['ES512']),
    pair(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }), ['ES256K']),
    pair(generateKeyPairSync('ed25519'), ['EdDSA', 'Ed25519']),
    pair(generateKeyPairSync('ed448'), ['EdDSA', 'Ed448']),
  ];
}

const ALGORITHMS = [
  'HS256',
  'HS384',
  'HS512',
  'RS256',
  'PS256',
  'ES256',
  'ES384',
  'ES512',
  'ES256K',
  'EdDSA',
  'none',
  'None',
  'hs256',
  'HS1',
  '',
];

/** @param secrets how often the key is a shared secret: they are quick, and nothing but the signature depends on the kind of key */
export function makeCase(next: () => number, keys: readonly Key[], secrets = 0.5): Case {
  const chance = (p: number): boolean => next() < p;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;

  const key = chance(secrets) ? (keys[0] as Key) : pick(keys);
  const alg = chance(0.93) ? pick(key.algorithms) : pick(ALGORITHMS);
  const around = (): number => NOW + pick([-3600, -60, -31, -30, -29, -1, -0.5, 0, 0.5, 1, 29, 30, 31, 60, 3600]);
  const soon = (): number => NOW + pick([1, 30, 60, 3600]);

  const header: Record<string, unknown> = { alg };
  if (chance(0.7)) header['typ'] = pick(['JWT', 'JWT', 'JWT', 'jwt', 'application/jwt', 'at+jwt', 7]);
  if (chance(0.2)) header['kid'] = pick(['1', 'schlüssel', '😀']);
  if (chance(0.06)) header['crit'] = pick([[], ['b64'], ['b64', 'b64'], ['exp'], ['kid'], 'b64', null, [1]]);
  if (chance(Array.isArray(header['crit']) && header['crit'].includes('b64') ? 0.7 : 0.03))
    header['b64'] = pick([true, true, false, 'true']);
  if (chance(0.02)) delete header['alg'];

  const claims: Record<string, unknown> = {};
  const strange = (): unknown => pick(['soon', null, true, [NOW], String(NOW + 99), 1e300, -1, 0, 1e15, {}]);
  if (chance(0.8)) claims['exp'] = chance(0.05) ? strange() : chance(0.5) ? soon() : around();
  if (chance(0.3)) claims['nbf'] = chance(0.05) ? strange() : chance(0.5) ? NOW - 5 : around();
  if (chance(0.5)) claims['iat'] = chance(0.06) ? strange() : around();
  if (chance(0.8))
    claims['iss'] = pick([
      'https://shop.example',
      'https://shop.example',
      'https://shop.example',
      'https://evil.example',
      ['https://shop.example'],
      5,
      null,
    ]);
  if (chance(0.8))
    claims['aud'] = pick([
      'shop',
      'shop',
      ['shop'],
      ['bank', 'shop'],
      'bank',
      [],
      [['shop']],
      [7, 'shop'],
      null,
      { shop: 1 },
    ]);
  if (chance(0.4)) claims['sub'] = pick(['ada', null, 'ädä', '\u0000']);

  let payload = Buffer.from(JSON.stringify(claims));
  let headerBytes = Buffer.from(JSON.stringify(header));
  if (chance(0.06))
    payload = Buffer.from(
      pick([
        'hello',
        '"text"',
        '[]',
        '[{"exp":1}]',
        'null',
        '1',
        '',
        '{',
        '{"a":1,}',
        '{"exp":1e400}',
        '{"sub":"\\ud800"}',
      ]),
    );
  if (chance(0.02)) payload = Buffer.from(`{"exp":1,"exp":${soon()},"sub":1,"sub":2}`);
  if (chance(0.02)) payload = Buffer.from(`${'{"a":'.repeat(600)}1${'}'.repeat(600)}`);
  if (chance(0.02)) payload = Buffer.concat([Buffer.from('\ufeff'), payload]);
  if (chance(0.02))
    payload = Buffer.concat([
      payload.subarray(0, -1),
      Buffer.from(payload.length > 2 ? ',' : ''),
      Buffer.from([0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    ]);
  if (chance(0.02)) headerBytes = Buffer.concat([Buffer.from('\ufeff'), headerBytes]);
  if (chance(0.02))
    headerBytes = Buffer.concat([headerBytes.subarray(0, -1), Buffer.from([0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])]);
  if (chance(0.01)) headerBytes = Buffer.from(pick(['', '[]', 'null', '"HS256"', '{', '{"alg":HS256}']));

  const encoder = chance(0.92)
    ? canonical
    : pick([
        (bytes: Buffer) => bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
        (bytes: Buffer) => bytes.toString('base64').replaceAll('=', ''),
        (bytes: Buffer) => `${canonical(bytes)}\n`,
        (bytes: Buffer) => ` ${canonical(bytes)}`,
        (bytes: Buffer) => loosen(canonical(bytes)),
        (bytes: Buffer) => (bytes.length % 3 === 0 ? `${canonical(bytes)}A` : canonical(bytes)),
      ]);

  const at = next();
  const insert = (token: string, text: string, cut = 0): string => {
    const place = Math.floor(at * token.length);
    return token.slice(0, place) + text + token.slice(place + cut);
  };
  const damage: (token: string) => string = chance(0.7)
    ? (token) => token
    : pick([
        (token: string) => insert(token, pickCharacter(at), 1),
        (token: string) => insert(token, pickCharacter(at)),
        (token: string) => insert(token, '', 1),
        (token: string) => insert(token, '.'),
        (token: string) => token.slice(0, token.lastIndexOf('.')),
        (token: string) => token.slice(0, token.lastIndexOf('.') + 1),
        (token: string) => `${token}=`,
        (token: string) => `${token}==`,
        (token: string) => `${token}\n`,
        (token: string) => ` ${token}`,
        (token: string) => loosen(token),
        (token: string) => `${token}A`,
        (token: string) => `${token}.`,
        (token: string) => `${token}..`,
        (token: string) => token.replace('.', '..'),
        (token: string) => token.slice(0, -1),
        (token: string) => token.replaceAll('-', '+').replaceAll('_', '/'),
        (token: string) => `Bearer ${token}`,
        () => '',
      ]);

  const token: Token = { alg: alg === '' ? 'HS256' : alg, header: headerBytes, payload, key, encoder, damage };
  const verifyingKey = chance(0.95) ? key.verifying : pick(keys).verifying;
  const algorithms = chance(0.9)
    ? [...new Set([...key.algorithms, alg])].filter((name) => chance(0.97) || name === '')
    : pick([['HS256'], ['RS256', 'HS256'], []]);
  const rules: Rules = {
    now: NOW,
    algorithms: algorithms.filter((name) => name.toLowerCase() !== 'none'),
    key: kindOf(verifyingKey),
    verifySignature: nodeVerifier(verifyingKey),
    ...(chance(0.3) && { clockTolerance: pick([0, 1, 30, 60]) }),
    ...(chance(0.3) && { issuer: pick(['https://shop.example', ['https://a.example', 'https://shop.example']]) }),
    ...(chance(0.3) && { audience: pick(['shop', ['blog', 'shop']]) }),
    ...(chance(0.2) && { typ: pick(['JWT', 'jwt', 'at+jwt', 'application/jwt']) }),
    ...(chance(0.2) && { requireClaims: pick([['exp'], ['sub'], ['iat', 'nbf'], ['toString']]) }),
  };
  return { token, text: put(token), verifyingKey, rules };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function pickCharacter(at: number): string {
  const characters = `${ALPHABET}+/= \n\t!é.`;
  return characters.charAt(Math.floor(((at * 7919) % 1) * characters.length));
}

/** Sets an unused trailing bit, if the last character has any. */
export function loosen(text: string): string {
  const length = text.length - (text.lastIndexOf('.') + 1);
  if (length % 4 < 2) return text;
  return text.slice(0, -1) + ALPHABET.charAt(ALPHABET.indexOf(text.slice(-1)) | 1);
}
