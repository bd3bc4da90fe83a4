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
