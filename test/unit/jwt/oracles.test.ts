import {
  constants,
  createHmac,
  createSecretKey,
  generateKeyPairSync,
  sign as nodeSign,
  type KeyObject,
} from 'node:crypto';
import { jwtVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { beforeAll, describe, expect, it } from 'vitest';
import { explain, inspect, type Explanation, type Rules } from '../../../src/jwt';
import { kindOf, nodeVerifier } from './node-verifier';

/**
 * Two well-known libraries judge thousands of generated, mutated tokens beside us. Every difference must be one of
 * those listed below, where a row says why it exists; for a token that we refuse and they accept, undoing just what
 * the rows name must make us accept it too. Every row must occur: a list that nothing needs would rot.
 */
const CASES = 6000;
const SEED = 20_260_731;
const NOW = 1_785_499_200;

interface Key {
  readonly signing: KeyObject;
  readonly verifying: KeyObject;
  readonly algorithms: readonly string[];
}

/** What a token is made of, before it is put together: kept so that a repair can sign it again. */
interface Token {
  readonly alg: string;
  readonly header: Buffer;
  readonly payload: Buffer;
  readonly key: Key;
  /** Turns bytes of header and payload into text before signing; sloppy for some tokens. */
  readonly encoder: (bytes: Buffer) => string;
  /** Damage done after signing. */
  readonly damage: (token: string) => string;
}

interface Case {
  readonly token: Token;
  readonly text: string;
  readonly verifyingKey: KeyObject;
  readonly rules: Rules;
}

interface Difference {
  readonly name: string;
  readonly why: string;
  /** Whether it explains that we accept and they don't, or the other way round. */
  readonly accepts: 'ours' | 'theirs';
  when(ours: Explanation, given: Case): boolean;
  /** The same token without the one thing that we mind; needed where only they accept. */
  repair?(given: Case, ours: Explanation): Case;
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const canonical = (bytes: Buffer): string => bytes.toString('base64url');

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

function put({ alg, header, payload, key, encoder, damage }: Token): string {
  const input = `${encoder(header)}.${encoder(payload)}`;
  return damage(`${input}.${signature(alg, input, key)}`);
}

// ---- generation -----------------------------------------------------------------------------------------------

let keys: Key[] = [];
let cases: Case[] = [];

function makeKeys(): Key[] {
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

function makeCase(next: () => number): Case {
  const chance = (p: number): boolean => next() < p;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;

  // Secrets most of the time: they are quick, and nothing but the signature depends on the kind of key.
  const key = chance(0.5) ? (keys[0] as Key) : pick(keys);
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
function loosen(text: string): string {
  const length = text.length - (text.lastIndexOf('.') + 1);
  if (length % 4 < 2) return text;
  return text.slice(0, -1) + ALPHABET.charAt(ALPHABET.indexOf(text.slice(-1)) | 1);
}

// ---- repairs --------------------------------------------------------------------------------------------------

/** The token signed again over changed header or payload bytes, encoded strictly and left undamaged. */
function again(given: Case, change: Partial<Pick<Token, 'header' | 'payload'>> = {}): Case {
  const token: Token = { ...given.token, ...change, encoder: canonical, damage: (text) => text };
  return { ...given, token, text: put(token) };
}

/** Only the signature part, written as a strict encoder would. */
function strictSignature(given: Case): Case {
  const at = given.text.lastIndexOf('.') + 1;
  return { ...given, text: given.text.slice(0, at) + canonical(Buffer.from(given.text.slice(at), 'base64url')) };
}

function withoutBom(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(Buffer.from('\ufeff')) ? bytes.subarray(3) : bytes;
}

function without(bytes: Buffer, name: string): Buffer {
  const { [name]: _, ...rest } = JSON.parse(bytes.toString()) as Record<string, unknown>;
  return Buffer.from(JSON.stringify(rest));
}

/** What a reader makes of bytes that are no UTF-8, written as proper UTF-8. */
function repairedUtf8(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString());
}

/** The part and the cause that the first failed check is about. */
function minded({ inspection, reason }: Explanation): { part: string; cause: string } | undefined {
  if (inspection.kind !== 'jws') return undefined;
  for (const part of ['header', 'payload', 'signature'] as const) {
    for (const { layer, cause } of inspection[part].problems) {
      const check =
        layer === 'base64url' || layer === 'utf-8' ? 'encoding' : part === 'header' ? 'header-json' : 'claims-json';
      if (check === reason?.id) return { part, cause };
    }
  }
  return undefined;
}

const FORGIVEN_BY_ATOB = ['padding', 'whitespace', 'non-canonical-bits'];
const FORGIVEN_BY_BUFFER = ['non-canonical-bits', 'impossible-length'];

// ---- the differences ------------------------------------------------------------------------------------------

const nesting: Difference = {
  name: 'nesting',
  why: 'We read 500 levels and no more, so that no token can exhaust the stack of whatever shows it; RFC 8259 §9 allows a limit.',
  accepts: 'theirs',
  when: (ours) => minded(ours)?.cause === 'too-deep',
  repair: (given) => again(given, { payload: Buffer.from('{}') }),
};

const JOSE: Difference[] = [
  {
    name: 'sloppy signature encoding',
    why: 'jose decodes with the runtime, which passes over padding, whitespace and unused bits; the signature part is not covered by the signature, so anybody can rewrite it so.',
    accepts: 'theirs',
    when: (ours) => minded(ours)?.part === 'signature' && FORGIVEN_BY_ATOB.includes(minded(ours)?.cause ?? ''),
    repair: strictSignature,
  },
  {
    name: 'sloppy header or payload encoding, signed as it is',
    why: 'The same forgiving decoder, where the issuer encoded sloppily before signing.',
    accepts: 'theirs',
    when: (ours) => minded(ours)?.part !== 'signature' && FORGIVEN_BY_ATOB.includes(minded(ours)?.cause ?? ''),
    repair: (given) => again(given),
  },
  {
    name: 'byte order mark',
    why: 'jose decodes UTF-8 with TextDecoder, which drops a byte order mark; RFC 8259 §8.1 forbids writing one and lets a reader choose.',
    accepts: 'theirs',
    when: (ours) => minded(ours)?.cause === 'byte-order-mark',
    repair: (given) =>
      again(given, { header: withoutBom(given.token.header), payload: withoutBom(given.token.payload) }),
  },
  nesting,
  {
    name: 'a name twice in crit',
    why: 'RFC 7515 §4.1.11 forbids it; jose refuses it when signing but not when verifying.',
    accepts: 'theirs',
    when: (ours) => ours.reason?.id === 'crit' && ours.reason.actual === '"crit" lists "b64" twice',
    repair: (given) => again(given, { header: without(given.token.header, 'crit') }),
  },
  {
    name: 'RSA key below 2048 bits',
    why: 'jose refuses the key (RFC 7518 §3.3); our rules know the kind of a key, not its size, and leave that to the injected verifier.',
    accepts: 'ours',
    when: (_, { verifyingKey }) => (verifyingKey.asymmetricKeyDetails?.modulusLength ?? 2048) < 2048,
  },
  {
    name: 'curves that jose does not have',
    why: 'jose supports neither ES256K (RFC 8812) nor Ed448 (RFC 8037); node:crypto does.',
    accepts: 'ours',
    when: (_, { rules }) => rules.key === 'secp256k1' || rules.key === 'Ed448',
  },
];

const JSONWEBTOKEN: Difference[] = [
  {
    name: 'crit is ignored',
    why: 'jsonwebtoken does not look at crit, which RFC 7515 §4.1.11 says a verifier must.',
    accepts: 'theirs',
    when: (ours) => ours.reason?.id === 'crit',
    repair: (given) => again(given, { header: without(given.token.header, 'crit') }),
  },
  {
    name: 'unused bits and a dangling character',
    why: 'jsonwebtoken decodes with Buffer, which ignores both; only for HMAC does it compare signatures as text.',
    accepts: 'theirs',
    when: (ours) => FORGIVEN_BY_BUFFER.includes(minded(ours)?.cause ?? ''),
    repair: (given, ours) => (minded(ours)?.part === 'signature' ? strictSignature(given) : again(given)),
  },
  {
    name: 'text that is not UTF-8',
    why: 'jsonwebtoken reads the header as Latin-1 and repairs the payload in silence; RFC 7519 §7.2 asks for UTF-8.',
    accepts: 'theirs',
    when: (ours) => minded(ours)?.cause === 'impossible-byte',
    repair: (given) =>
      again(given, { header: repairedUtf8(given.token.header), payload: repairedUtf8(given.token.payload) }),
  },
  {
    name: 'payloads that are no claims set',
    why: 'jsonwebtoken also verifies a payload that is not a JSON object (when typ is not exactly "JWT": not even JSON), and then has no claims to check; RFC 7519 §7.2 asks for an object.',
    accepts: 'theirs',
    when: (ours) => ours.reason?.id === 'claims-json' && minded(ours)?.cause !== 'too-deep',
    repair: (given) => again(given, { payload: Buffer.from('{}') }),
  },
  nesting,
  {
    name: 'iat that is no number',
    why: 'jsonwebtoken looks at iat only when asked for a maximal age; RFC 7519 §4.1.6 says that it must be a number.',
    accepts: 'theirs',
    when: (ours) => ours.reason?.id === 'iat',
    repair: (given) => again(given, { payload: without(given.token.payload, 'iat') }),
  },
  {
    name: 'algorithms that jsonwebtoken does not have',
    why: 'jsonwebtoken supports neither EdDSA nor ES256K.',
    accepts: 'ours',
    when: (_, { rules }) => ['secp256k1', 'Ed25519', 'Ed448'].includes(rules.key ?? ''),
  },
];

// ---- the comparison -------------------------------------------------------------------------------------------

async function josesVerdict({ text, verifyingKey, rules }: Case): Promise<boolean> {
  try {
    await jwtVerify(text, verifyingKey, {
      currentDate: new Date(rules.now * 1000),
      ...(rules.algorithms && { algorithms: [...rules.algorithms] }),
      ...(rules.clockTolerance !== undefined && { clockTolerance: rules.clockTolerance }),
      ...(rules.issuer !== undefined && { issuer: rules.issuer as string | string[] }),
      ...(rules.audience !== undefined && { audience: rules.audience as string | string[] }),
      ...(rules.typ !== undefined && { typ: rules.typ }),
      ...(rules.requireClaims && { requiredClaims: [...rules.requireClaims] }),
    });
    return true;
  } catch {
    return false;
  }
}

function jsonwebtokensVerdict({ text, verifyingKey, rules }: Case): boolean {
  try {
    jsonwebtoken.verify(text, verifyingKey, {
      clockTimestamp: rules.now,
      algorithms: [...(rules.algorithms ?? [])] as jsonwebtoken.Algorithm[],
      ...(rules.clockTolerance !== undefined && { clockTolerance: rules.clockTolerance }),
      ...(rules.issuer !== undefined && { issuer: rules.issuer as string | [string, ...string[]] }),
      ...(rules.audience !== undefined && { audience: rules.audience as string | [string, ...string[]] }),
    });
    return true;
  } catch {
    return false;
  }
}

interface Tally {
  readonly accepted: number;
  readonly rejected: number;
  readonly differences: Map<string, number>;
  readonly unexplained: string[];
}

async function compare(
  given: readonly Case[],
  differences: Difference[],
  judge: (given: Case) => boolean | Promise<boolean>,
): Promise<Tally> {
  let accepted = 0;
  let rejected = 0;
  const seen = new Map<string, number>(differences.map(({ name }) => [name, 0]));
  const unexplained: string[] = [];
  for (const one of given) {
    const ours = explain(one.text, one.rules);
    const weAccept = ours.verdict === 'accepted';
    const theyAccept = await judge(one);
    if (weAccept === theyAccept) {
      if (weAccept) accepted++;
      else rejected++;
      continue;
    }
    const { rows, end } = explained(differences, one, weAccept ? 'ours' : 'theirs');
    for (const { name } of rows) seen.set(name, (seen.get(name) ?? 0) + 1);
    if (end !== undefined)
      unexplained.push(
        `${rows.map(({ name }) => name).join(', ')}: ${end}; ${one.token.header.toString()} ${one.token.payload.toString()}`,
      );
  }
  return { accepted, rejected, differences: seen, unexplained };
}

/** The rows that together explain why only one side accepts, or where the explanation ends short. */
function explained(
  differences: Difference[],
  given: Case,
  side: 'ours' | 'theirs',
): { rows: Difference[]; end?: string } {
  const rows: Difference[] = [];
  for (let now = given; ;) {
    const ours = explain(now.text, now.rules);
    if (side === 'theirs' && ours.verdict === 'accepted') return { rows };
    const row = differences.find((one) => one.accepts === side && !rows.includes(one) && one.when(ours, now));
    if (!row)
      return { rows, end: `${side} accepted; we say ${ours.reason?.id ?? 'accepted'}: ${ours.reason?.actual ?? ''}` };
    rows.push(row);
    if (!row.repair) return { rows };
    now = row.repair(now, ours);
  }
}

/** jsonwebtoken has no option for either. */
function withoutTypAndRequired({ rules, ...rest }: Case): Case {
  const { typ: _typ, requireClaims: _required, ...left } = rules;
  return { ...rest, rules: left };
}

beforeAll(() => {
  keys = makeKeys();
  const next = random(SEED);
  cases = Array.from({ length: CASES }, () => makeCase(next));
}, 120_000);

describe(`${CASES} generated tokens`, () => {
  it('are judged as jose judges them, but for the listed differences', { timeout: 120_000 }, async () => {
    const { accepted, rejected, differences, unexplained } = await compare(cases, JOSE, josesVerdict);
    expect(unexplained).toEqual([]);
    expect([...differences].filter(([, count]) => count === 0)).toEqual([]);
    // Agreement on one side only would say little.
    expect(accepted).toBeGreaterThan(CASES / 10);
    expect(rejected).toBeGreaterThan(CASES / 10);
  });

  it('are judged as jsonwebtoken judges them, but for the listed differences', { timeout: 120_000 }, async () => {
    const given = cases.map(withoutTypAndRequired);
    const { accepted, rejected, differences, unexplained } = await compare(given, JSONWEBTOKEN, jsonwebtokensVerdict);
    expect(unexplained).toEqual([]);
    expect([...differences].filter(([, count]) => count === 0)).toEqual([]);
    expect(accepted).toBeGreaterThan(CASES / 10);
    expect(rejected).toBeGreaterThan(CASES / 10);
  });

  it('fail at every check somewhere', { timeout: 120_000 }, () => {
    const reasons = new Set(cases.map(({ text, rules }) => explain(text, rules).reason?.id));
    for (const id of [
      'structure',
      'encoding',
      'header-json',
      'alg-allowed',
      'alg-key',
      'crit',
      'signature',
      'claims-json',
      'typ',
      'exp',
      'nbf',
      'iat',
      'iss',
      'aud',
      'required-claims',
    ]) {
      expect(reasons).toContain(id);
    }
  });

  it('are decoded to the values that JSON.parse gives', { timeout: 120_000 }, () => {
    let compared = 0;
    for (const { text } of cases) {
      const inspection = inspect(text);
      if (inspection.kind !== 'jws' || inspection.payload.problems.length > 0) continue;
      expect(inspection.payload.value).toEqual(JSON.parse(Buffer.from(inspection.payload.raw, 'base64url').toString()));
      compared++;
    }
    expect(compared).toBeGreaterThan(CASES / 2);
  });
});
