import { createHmac, randomBytes, type KeyObject } from 'node:crypto';
import {
  CompactEncrypt,
  compactDecrypt,
  compactVerify,
  flattenedDecrypt,
  FlattenedEncrypt,
  flattenedVerify,
  importJWK,
  type FlattenedJWE,
  type FlattenedJWSInput,
  type JWK,
} from 'jose';
import { describe, expect, it } from 'vitest';
import { explain, inspectAny, type VerifySignature } from '../../../src/jwt';
import {
  decryptToken,
  generateKey,
  readKey,
  signToken,
  verifyJsonSignature,
  verifyToken,
  type HeldKey,
  type NewKey,
} from '../../../src/keys';
import { makeCase, makeKeys, NOW, random, type Case, type Key } from '../jwt/oracle/cases';
import { compare } from '../jwt/oracle/compare';
import { JOSE, josesVerdict } from '../jwt/oracle/differences';

/**
 * Agreement with jose over more than 100,000 tokens, keys and mutations, all from one seed: what is verified, from keys
 * read out of every form; what is signed; JWS in JSON; what is decrypted. Every difference is a row of a list that says
 * why, and every row of that list occurs.
 */
const SEED = 5_20_261;
const COMPACT = 97_000;
const JSON_FORMS = 2_400;
const SIGNED = 600;
const ENCRYPTED = 400;

/** Each key as it is after being written down in a form and read again. */
function readAgain({ verifying, signing }: Key): HeldKey[] {
  const texts =
    verifying.type === 'secret'
      ? [verifying.export().toString('latin1'), JSON.stringify(verifying.export({ format: 'jwk' }))]
      : [
          verifying.export({ type: 'spki', format: 'pem' }).toString(),
          signing.export({ type: 'pkcs8', format: 'pem' }).toString(),
          verifying.export({ type: 'spki', format: 'der' }).toString('base64'),
          JSON.stringify(verifying.export({ format: 'jwk' })),
          JSON.stringify({ keys: [signing.export({ format: 'jwk' })] }),
          ...(verifying.asymmetricKeyType === 'rsa'
            ? [verifying.export({ type: 'pkcs1', format: 'pem' }).toString()]
            : []),
          ...(verifying.asymmetricKeyType === 'ec' ? [signing.export({ type: 'sec1', format: 'pem' }).toString()] : []),
        ];
  return texts.map((text) => {
    const read = readKey(text);
    if (!read.ok) throw new Error(read.message);
    return read.key;
  });
}

describe('agreement with jose', () => {
  it(`over ${COMPACT} compact tokens and mutations`, { timeout: 240_000 }, async () => {
    const next = random(SEED);
    const keys = makeKeys();
    const held = new Map<KeyObject, HeldKey[]>(keys.map((key) => [key.verifying, readAgain(key)]));
    const forms = new Set<string>();
    const totals = {
      accepted: 0,
      rejected: 0,
      differences: new Map(JOSE.map(({ name }) => [name, 0])),
      unexplained: [] as string[],
    };
    // In portions, so that not all of them are in memory at once.
    const PORTION = 1_000;
    for (let done = 0; done < COMPACT; done += PORTION) {
      const cases = Array.from({ length: PORTION }, () => makeCase(next, keys, 0.9));
      const form = new Map<Case, HeldKey>(
        cases.map((each) => {
          const choices = held.get(each.verifyingKey) ?? [];
          return [each, choices[Math.floor(next() * choices.length)] as HeldKey];
        }),
      );
      const ours = (given: Case) => {
        const key = form.get(given) as HeldKey;
        forms.add(`${key.format} ${key.role}`);
        const { key: _, verifySignature: __, ...rules } = given.rules;
        return verifyToken(given.text, key, rules);
      };
      const { accepted, rejected, differences, unexplained } = await compare(cases, JOSE, josesVerdict, ours);
      totals.accepted += accepted;
      totals.rejected += rejected;
      totals.unexplained.push(...unexplained);
      for (const [name, count] of differences)
        totals.differences.set(name, (totals.differences.get(name) ?? 0) + count);
    }
    report(COMPACT, 'compact tokens and mutations', totals.differences);
    expect(totals.unexplained).toEqual([]);
    expect([...totals.differences].filter(([, count]) => count === 0)).toEqual([]);
    expect(totals.accepted).toBeGreaterThan(COMPACT / 10);
    expect(totals.rejected).toBeGreaterThan(COMPACT / 10);
    expect([...forms].sort()).toEqual(
      [
        'jwk public',
        'jwk secret',
        'jwks private',
        'pkcs1 public',
        'pkcs8 private',
        'sec1 private',
        'spki public',
        'text secret',
      ].sort(),
    );
  });

  it(`over ${JSON_FORMS} signatures in JSON`, { timeout: 120_000 }, async () => {
    const next = random(SEED + 1);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
    const { verifying } = makeKeys()[0] as Key;
    const read = readKey(verifying.export().toString('latin1'));
    if (!read.ok) throw new Error(read.message);
    const { key } = read;
    const differences = new Map([['sloppy encoding', 0]]);
    const unexplained: string[] = [];
    let accepted = 0;
    for (let i = 0; i < JSON_FORMS; i++) {
      const covered: Record<string, unknown> = next() < 0.7 ? { alg: 'HS256' } : {};
      const open: Record<string, unknown> | undefined =
        next() < 0.6
          ? {
              ...(covered['alg'] === undefined || next() < 0.1 ? { alg: 'HS256' } : {}),
              ...(next() < 0.3 ? { kid: 'k' } : {}),
            }
          : undefined;
      if (next() < 0.1) covered['kid'] = 'k';
      if (next() < 0.08) Object.assign(next() < 0.5 ? covered : (open ?? covered), { crit: ['exp'], exp: 1 });
      const encoded = Object.keys(covered).length === 0 && next() < 0.8 ? '' : encode(JSON.stringify(covered));
      const payload = encode(pick(['{}', '{"sub":"ada"}', 'hello', '']));
      const mac = signatureOf(verifying, `${encoded}.${payload}`);
      const jws: Record<string, unknown> = {
        payload,
        signature: next() < 0.8 ? mac : pick([`${mac}=`, mac.slice(1), '', `${mac.slice(0, -1)}!`]),
      };
      if (encoded !== '' || next() < 0.1) jws['protected'] = encoded;
      if (open) jws['header'] = open;
      const seen = inspectAny(JSON.stringify(jws));
      const [signature] = seen.kind === 'jws-json' ? seen.signatures : [];
      if (!signature || seen.kind !== 'jws-json') throw new Error('not seen as a JWS in JSON');
      const { checks } = verifyJsonSignature(signature, key, { now: NOW });
      // jose's function verifies a JWS and looks at no claims.
      const ours = checks.find(({ id }) => id === 'signature')?.outcome === 'passed' && seen.problems.length === 0;
      const theirs = await flattenedVerify(jws as unknown as FlattenedJWSInput, verifying).then(
        () => true,
        () => false,
      );
      if (ours) accepted++;
      if (ours === theirs) continue;
      if (theirs && String(jws['signature']).endsWith('=')) count(differences, 'sloppy encoding');
      else
        unexplained.push(
          `${ours ? 'ours' : 'theirs'}: ${JSON.stringify(jws)} ${JSON.stringify(covered)} ${JSON.stringify(checks.find(({ outcome }) => outcome === 'failed'))}`,
        );
    }
    report(JSON_FORMS, 'signatures in JSON', differences);
    expect(unexplained.slice(0, 3)).toEqual([]);
    expect(accepted).toBeGreaterThan(JSON_FORMS / 10);
    expect(accepted).toBeLessThan((JSON_FORMS * 9) / 10);
  });

  it(`over ${SIGNED} tokens that we signed`, { timeout: 120_000 }, async () => {
    const next = random(SEED + 2);
    const wanted: NewKey[] = [
      { type: 'secret', alg: 'HS256' },
      { type: 'secret', alg: 'HS384' },
      { type: 'secret', alg: 'HS512' },
      ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'].map((alg) => ({ type: 'RSA', alg }) as const),
      { type: 'EC', curve: 'P-256' },
      { type: 'EC', curve: 'P-384' },
      { type: 'EC', curve: 'P-521' },
      { type: 'Edwards', curve: 'Ed25519' },
    ];
    const keys = await Promise.all(wanted.map(generateKey));
    for (let i = 0; i < SIGNED; i++) {
      const key = keys[i % keys.length] as (typeof keys)[number];
      const payload = JSON.stringify({ sub: String(next()), text: 'ädä 😀'.slice(0, Math.floor(next() * 5)) });
      const header = next() < 0.5 ? '{ "typ" : "JWT" }' : `{"alg":"${key.alg}","kid":"${key.kid}"}`;
      const signed = signToken({ header, payload, key: key.signing, alg: key.alg });
      if (!signed.ok) throw new Error(signed.message);
      const jwk = JSON.parse(key.publicJwk ?? key.jwk) as JWK;
      const verified = await compactVerify(signed.token, await importJWK(jwk, key.alg));
      expect(Buffer.from(verified.payload).toString()).toBe(payload);
      expect(verifyToken(signed.token, key.verifying, { now: NOW }).verdict).toBe('accepted');
    }
    report(SIGNED, 'tokens that we signed', new Map());
  });

  it(`over ${ENCRYPTED} encrypted tokens and mutations`, { timeout: 120_000 }, async () => {
    const next = random(SEED + 3);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
    const rsa = await generateKey({ type: 'RSA' });
    const curves = await Promise.all(
      (['P-256', 'P-384', 'P-521'] as const).map((curve) => generateKey({ type: 'EC', curve })),
    );
    const sizes: Record<string, number> = {
      A128KW: 16,
      A192KW: 24,
      A256KW: 32,
      A128GCMKW: 16,
      A192GCMKW: 24,
      A256GCMKW: 32,
    };
    const contents: Record<string, number> = {
      'A128CBC-HS256': 32,
      'A192CBC-HS384': 48,
      'A256CBC-HS512': 64,
      A128GCM: 16,
      A192GCM: 24,
      A256GCM: 32,
    };
    const algs = [
      'dir',
      ...Object.keys(sizes),
      'RSA-OAEP',
      'RSA-OAEP-256',
      'ECDH-ES',
      'ECDH-ES+A128KW',
      'ECDH-ES+A256KW',
      'PBES2-HS256+A128KW',
      'PBES2-HS512+A256KW',
    ];
    const seen = new Set<string>();
    for (let i = 0; i < ENCRYPTED; i++) {
      const alg = pick(algs);
      const enc = pick(Object.keys(contents));
      const secret = randomBytes(alg === 'dir' ? (contents[enc] ?? 0) : (sizes[alg] ?? 20));
      const pair = alg.startsWith('RSA') ? rsa : alg.startsWith('ECDH') ? pick(curves) : undefined;
      const held = pair ? pair.signing : secretOf(secret);
      const to = pair ? pair.verifying.key : new Uint8Array(secret);
      const text = `content ${next()}`;
      const bytes = new TextEncoder().encode(text);
      const whole =
        next() < 0.7
          ? await new CompactEncrypt(bytes).setProtectedHeader({ alg, enc }).encrypt(to)
          : JSON.stringify(await new FlattenedEncrypt(bytes).setProtectedHeader({ alg, enc }).encrypt(to));
      const json = whole.startsWith('{');
      const mutated = next() < 0.5 ? whole : json ? flipWithin(whole, next()) : flip(whole, next());
      const ours = await decryptToken(mutated, held);
      const options = { keyManagementAlgorithms: [alg] };
      const material = held.role === 'secret' ? new Uint8Array(secret) : held.key;
      const theirs = await (
        json
          ? flattenedDecrypt(JSON.parse(mutated) as FlattenedJWE, material, options)
          : compactDecrypt(mutated, material, options)
      ).then(
        ({ plaintext }) => Buffer.from(plaintext).toString(),
        () => undefined,
      );
      expect(ours.ok ? ours.text : undefined).toBe(theirs);
      if (mutated === whole) expect(ours).toMatchObject({ ok: true, text, alg, enc });
      else if (ours.ok) expect(ours.text).toBe(text);
      seen.add(alg).add(enc);
    }
    expect(seen.size).toBe(algs.length + Object.keys(contents).length);
    report(ENCRYPTED, 'encrypted tokens and mutations', new Map());
  });

  it('is over at least 100,000 in all', () => {
    expect(COMPACT + JSON_FORMS + SIGNED + ENCRYPTED).toBeGreaterThanOrEqual(100_000);
  });

  it('would notice a verifier that believes everything', async () => {
    const next = random(SEED + 4);
    const keys = makeKeys();
    const cases = Array.from({ length: 300 }, () => makeCase(next, keys, 0.9));
    const credulous: VerifySignature = () => true;
    const { unexplained } = await compare(cases, JOSE, josesVerdict, ({ text, rules }) =>
      explain(text, { ...rules, verifySignature: credulous }),
    );
    expect(unexplained.length).toBeGreaterThan(0);
  });
});

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function signatureOf(key: KeyObject, input: string): string {
  return createHmac('sha256', key).update(input).digest('base64url');
}

function secretOf(bytes: Buffer): HeldKey {
  const read = readKey(bytes.toString('hex'), { as: 'hex' });
  if (!read.ok) throw new Error(read.message);
  return read.key;
}

/** Changes one character, anywhere behind the first few. */
function flip(text: string, at: number): string {
  const place = 5 + Math.floor(at * (text.length - 6));
  const other = text.charAt(place) === 'A' ? 'B' : 'A';
  return text.slice(0, place) + other + text.slice(place + 1);
}

/** The same within the ciphertext of a JWE in JSON, so that it stays JSON. */
function flipWithin(text: string, at: number): string {
  const jwe = JSON.parse(text) as { ciphertext: string };
  return JSON.stringify({ ...jwe, ciphertext: flip(`.....${jwe.ciphertext}.`, at).slice(5, -1) });
}

function count(differences: Map<string, number>, name: string): void {
  differences.set(name, (differences.get(name) ?? 0) + 1);
}

function report(number: number, what: string, differences: ReadonlyMap<string, number>): void {
  const rows = [...differences].map(([name, times]) => `${times} × ${name}`);
  console.log(`${number} ${what} agree with jose${rows.length > 0 ? `, but for: ${rows.join('; ')}` : ''}.`);
}
