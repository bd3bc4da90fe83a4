import { CompactEncrypt, FlattenedEncrypt, GeneralEncrypt, SignJWT } from 'jose';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { generateKey, type GeneratedKey } from '../../../src/keys';
import { jwtCommand } from '../../../src/lab/cli/jwt';
import { UsageError } from '../../../src/lab/cli/usage-error';

const SECRET = 'correct-horse-battery-staple-0123456789';
const NOW = '1785499200';

let folder: string;
let key: string;
let pair: GeneratedKey;
let token: string;

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

async function run(
  words: string,
  input: string,
): Promise<{ code: number; lines: Record<string, unknown>[]; text: string }> {
  const { text, code } = await jwtCommand(words.split(' '), Readable.from([input]));
  return {
    code,
    text,
    lines: text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'auth-lab-'));
  key = write('key.txt', `${SECRET}\n`);
  pair = await generateKey({ type: 'EC', curve: 'P-256' });
  const { lines } = await run(`sign --key ${key} --alg HS256`, '{"sub":"ada","exp":1785499300}');
  token = lines[0]?.['token'] as string;
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('jwt', () => {
  it('inspects lines of tokens, one line of JSON for each, and no signature', async () => {
    const { code, lines, text } = await run(`inspect --now ${NOW}`, `Authorization: Bearer ${token}\n\n${token}\n`);
    expect(code).toBe(0);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      kind: 'jws',
      payload: { value: { sub: 'ada' } },
      times: { state: 'valid-by-its-times' },
    });
    expect(text).not.toContain(token.split('.')[2]);
  });

  it('verifies, and says with its exit code whether all did', async () => {
    expect(await run(`verify --key ${key} --now ${NOW}`, token)).toMatchObject({
      code: 0,
      lines: [{ verdict: 'accepted' }],
    });
    expect(await run(`verify --key ${key} --now 1785499300`, token)).toMatchObject({
      code: 1,
      lines: [{ verdict: 'rejected', reason: 'exp' }],
    });
    expect(await run(`verify --key ${key} --now ${NOW}`, `${token}\n${token}=\n`)).toMatchObject({
      code: 1,
      lines: [{ verdict: 'accepted' }, { verdict: 'rejected' }],
    });
    expect(await run(`verify --now ${NOW}`, token)).toMatchObject({ code: 1, lines: [{ verdict: 'unverified' }] });
    expect(await run(`verify --key ${key} --now ${NOW} --alg HS512`, token)).toMatchObject({
      code: 1,
      lines: [{ reason: 'alg-allowed' }],
    });
    expect(await run(`verify --key ${key} --now 2026-07-31T12:01:40Z --tolerance 60`, token)).toMatchObject({
      code: 0,
    });
  });

  it('signs a token again, and claims over several lines as they are', async () => {
    const pem = write('key.pem', pair.pem ?? '');
    const { lines, code } = await run(`sign --key ${pem} --alg ES256`, `${token}\n{`.slice(0, token.length));
    expect(code).toBe(0);
    const signed = lines[0]?.['token'] as string;
    expect(signed.split('.')[1]).toBe(token.split('.')[1]);
    expect(await run(`verify --key ${write('public.json', pair.publicJwk ?? '')} --now ${NOW}`, signed)).toMatchObject({
      code: 0,
    });
    const claims = '{\n  "sub": "ada"\n}';
    const pretty = await run(`sign --key ${key} --alg HS256`, `${claims}\n`);
    expect(Buffer.from((pretty.lines[0]?.['token'] as string).split('.')[1] ?? '', 'base64url').toString()).toBe(
      claims,
    );
  });

  it('lints with what it is told, and fails on errors only', async () => {
    expect(await run(`lint --now ${NOW} --off JW09,JW10,JW11`, token)).toEqual({
      code: 0,
      text: '{"findings":[]}\n',
      lines: [{ findings: [] }],
    });
    const { code, lines } = await run(`lint --alg HS256,RS256`, token);
    expect(code).toBe(1);
    expect(JSON.stringify(lines)).toContain('JW02');
  });

  it('has no secret in any answer', async () => {
    const wrong = write('secret.jwk', JSON.stringify({ kty: 'oct', k: Buffer.from(SECRET).toString('base64url') }));
    const all = await Promise.all([
      run(`verify --key ${key}`, token),
      run(`lint --key ${wrong}`, token),
      run(`verify --key ${key} --as hex`, token),
      run(`sign --key ${key} --alg RS256`, token),
      run(`verify --key ${write('private.pem', pair.pem ?? '')}`, token),
    ]);
    const text = all.map((each) => each.text).join('');
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(Buffer.from(SECRET).toString('base64url'));
    expect(text).not.toContain((pair.pem ?? '').split('\n')[1]);
  });

  describe('decrypts what jose encrypted', () => {
    const claims = '{"sub":"ada","exp":1785499300}';
    const text = new TextEncoder().encode(claims);
    const encrypt = async (alg: string, enc: string, to: Uint8Array | GeneratedKey, plain = text): Promise<string> =>
      new CompactEncrypt(plain)
        .setProtectedHeader({ alg, enc })
        .encrypt(to instanceof Uint8Array ? to : to.verifying.key);
    const bytes = (size: number): Uint8Array => new Uint8Array(size).fill(7);
    const jwk = (secret: Uint8Array): string =>
      JSON.stringify({ kty: 'oct', k: Buffer.from(secret).toString('base64url') });

    test.each([
      ['dir', 'A256GCM', 32],
      ['dir', 'A128CBC-HS256', 32],
      ['A128KW', 'A256GCM', 16],
      ['A256GCMKW', 'A192GCM', 32],
      ['PBES2-HS256+A128KW', 'A128GCM', 24],
    ])('with a secret (%s, %s)', async (alg, enc, size) => {
      const jwe = await encrypt(alg, enc, bytes(size));
      const file = write('secret.json', jwk(bytes(size)));
      const { code, lines, text: told } = await run(`decrypt --key ${file} --now ${NOW}`, `${jwe}\n${jwe}\n`);
      const decrypted = { alg, enc, bytes: claims.length, text: claims, value: { sub: 'ada' } };
      expect({ code, lines }).toMatchObject({ code: 0, lines: [{ decrypted }, { decrypted }] });
      expect(told).not.toContain(Buffer.from(bytes(size)).toString('base64url'));
    });

    it('with a private key, as compact, flattened and general JSON', async () => {
      const rsa = await generateKey({ type: 'RSA' });
      const [pem, ec] = [write('rsa.pem', rsa.pem ?? ''), write('ec.json', pair.jwk)];
      expect(await run(`decrypt --key ${pem}`, await encrypt('RSA-OAEP-256', 'A256GCM', rsa))).toMatchObject({
        code: 0,
      });
      const flat = await new FlattenedEncrypt(text)
        .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
        .encrypt(pair.verifying.key);
      expect(await run(`decrypt --key ${ec}`, JSON.stringify(flat, null, 2))).toMatchObject({ code: 0 });
      const general = await new GeneralEncrypt(text)
        .setProtectedHeader({ enc: 'A256GCM' })
        .addRecipient(rsa.verifying.key)
        .setUnprotectedHeader({ alg: 'RSA-OAEP-256' })
        .addRecipient(pair.verifying.key)
        .setUnprotectedHeader({ alg: 'ECDH-ES+A128KW' })
        .encrypt();
      for (const key of [pem, ec])
        expect(await run(`decrypt --key ${key}`, JSON.stringify(general))).toMatchObject({
          code: 0,
          lines: [{ decrypted: { text: claims } }],
        });
    });

    it('and inspects a token inside; content that is no text is base64url', async () => {
      const inner = await new SignJWT({ sub: 'ada' }).setProtectedHeader({ alg: 'HS256' }).sign(bytes(32));
      const file = write('secret.json', jwk(bytes(32)));
      const nested = await run(`decrypt --key ${file}`, await encrypt('dir', 'A256GCM', bytes(32), Buffer.from(inner)));
      expect(nested.lines).toMatchObject([
        { decrypted: { text: inner, nested: { kind: 'jws', payload: { value: { sub: 'ada' } } } } },
      ]);
      const raw = await run(`decrypt --key ${file}`, await encrypt('dir', 'A256GCM', bytes(32), new Uint8Array([255])));
      expect(raw.lines).toMatchObject([{ decrypted: { bytes: 1, base64url: '_w' } }]);
    });

    it('or says why not', async () => {
      const jwe = await encrypt('dir', 'A256GCM', bytes(32));
      const short = write('short.json', jwk(bytes(16)));
      const other = write('other.json', jwk(new Uint8Array(32)));
      const pem = write('key.pem', pair.pem ?? '');
      for (const [file, problem] of [
        [short, 'has 16 bytes'],
        [other, 'another key'],
        [pem, 'secret'],
      ] as const) {
        const { code, lines } = await run(`decrypt --key ${file}`, jwe);
        expect({ code, problem: lines[0]?.['problem'] }).toEqual({
          code: 1,
          problem: expect.stringContaining(problem) as string,
        });
      }
      expect(await run(`decrypt --key ${key}`, token)).toMatchObject({
        code: 1,
        lines: [{ problem: expect.stringContaining('not an encrypted token') as string }],
      });
      const sealed = JSON.stringify({ protected: jwe.split('.')[0], ciphertext: 'AAAA' });
      expect(await run(`verify --key ${key}`, sealed)).toMatchObject({
        code: 1,
        lines: [{ verdict: 'rejected', problem: expect.stringContaining('Decrypt it first') as string }],
      });
      expect(await run('inspect', jwe)).toMatchObject({
        lines: [
          {
            kind: 'jwe',
            encrypted: {
              why: expect.stringContaining('Only the holder of the secret can read it.') as string,
              encryptedKey: { bytes: 0 },
              authenticationTag: { bytes: 16 },
              problems: [],
            },
          },
        ],
      });
    });
  });

  test.each([
    ['', 'needs to know what to do'],
    ['decode', '"jwt decode" is not known'],
    ['inspect --key x', 'takes no "--key"'],
    ['inspect abc', 'standard input'],
    ['verify --alg HS1', 'is not a signature algorithm'],
    ['verify --now soon', 'is no time'],
    ['verify --tolerance -1', '--tolerance'],
    ['verify --key /does/not/exist', 'cannot be read: ENOENT'],
    ['sign --alg HS256', 'needs "--key FILE"'],
    ['decrypt', 'needs "--key FILE"'],
    ['decrypt --alg dir --key x', 'takes no "--alg"'],
    ['lint --off JW99', 'is not a rule'],
    ['verify --nonsense', 'nonsense'],
  ])('"%s" is a wrong word', async (words, message) => {
    const failed = await jwtCommand(words === '' ? [] : words.split(' '), Readable.from(['x'])).catch(
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(UsageError);
    expect((failed as Error).message).toContain(message);
    expect((failed as Error).message).not.toContain('\n');
  });

  it('says so when nothing comes in', async () => {
    await expect(run('inspect', ' \n')).rejects.toThrow('Nothing came in');
  });
});
