import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureChromium } from '../../../scripts/setup/chromium.mjs';
import { launchBrowser } from '../../../scripts/vscode/browser.mjs';
import { serve } from '../../../scripts/vscode/serve.mjs';
import { Session } from '../../../scripts/vscode/session.mjs';
import { Workbench } from '../../../scripts/vscode/workbench.mjs';
import type { HeaderLine, Trace } from '../../../src/model';
import { findEntry } from './quick-input';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const CLAIM = 'quokkaZephyr4711marker';
const TYPED = 'narwhalTyped2938marker';
const KEY = 'wombatSecret8822marker';
const KEPT = 'numbatKept3377marker';
const CONTROL = 'emuControl6172marker';
const TOKEN = [
  encode({ alg: 'HS256', typ: 'JWT', kid: 'platypusKid5566marker' }),
  encode({ sub: CLAIM, exp: 1_700_000_000 }),
  Buffer.from('axolotlSignature-0123456789abcde').toString('base64url'),
].join('.');

/** Each way to write a token in one document, as JSON holds them. */
function inEveryForm(): string {
  const [header = '', payload = '', signature = ''] = TOKEN.split('.');
  const flattened = { payload, protected: header, header: { jku: 'https://issuer.example/keys' }, signature };
  const signatures = [
    { protected: encode({ alg: 'RS256', kid: 'rsa' }), signature: signature.repeat(4) },
    { protected: encode({ alg: 'ES256', kid: 'curve' }), signature: `${signature}=` },
  ];
  const encrypted = {
    protected: encode({ alg: 'A256KW', enc: 'A256GCM' }),
    encrypted_key: signature,
    iv: 'aXYtYXMtbG9uZy1hcw',
    ciphertext: signature.repeat(2),
    tag: 'dGFnLXRoYXQtaXMtMTY',
  };
  const webhook = { payload: '{"event":"push"}', signature: 'sha256=0123' };
  return `${JSON.stringify({ compact: TOKEN, flattened, general: { payload, signatures }, encrypted, webhook }, null, 2)}\n`;
}

/** Whatever must not be found: the token, its parts as they stand and as they read, what was typed, and the key. */
const SECRETS = [
  ...TOKEN.split('.').map((part) => part.slice(4, 28)),
  CLAIM,
  TYPED,
  KEY,
  KEPT,
  'platypusKid5566',
  'axolotlSignature',
];

describe("Somebody's real token", () => {
  let folder: string;
  let session: Session;
  let workbench: Workbench;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'auth-lab-tokens-'));
    await writeFile(join(folder, 'request.http'), `GET /profile\nAuthorization: Bearer ${TOKEN}\n`);
    await writeFile(join(folder, 'tokens.json'), inEveryForm());
    session = new Session();
    const settings = {
      'workbench.colorTheme': 'Dark Modern',
      '[plaintext]': { 'editor.wordWrap': 'on' },
      // In a browser VS Code saves by itself; on a desktop it backs up what is unsaved.
      'files.autoSave': 'off',
      'authLab.pace': 50,
    };
    const { url } = await serve(session, 'tokens', { extensionPath: root, folder, settings });
    const context = await launchBrowser({ session, executablePath: await ensureChromium() });
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(30_000);
    await page.goto(url);
    workbench = new Workbench({ session, page, url, theme: 'dark' });
    await workbench.ready();
  });

  afterAll(async () => {
    await session.close();
    await rm(folder, { recursive: true });
  });

  async function openFile(name = 'request.http', text = 'Authorization'): Promise<void> {
    const { page } = workbench;
    await page.keyboard.press('Control+P');
    // It stands in the list of recent files already; Enter takes what the list stands on.
    await findEntry(workbench, name, name);
    await page.keyboard.press('Enter');
    await page.locator('.view-lines').getByText(text).first().waitFor();
  }

  it.for(['light', 'dark', 'high-contrast'] as const)(
    'has colored parts and its state before it, in the theme "%s"',
    async (theme) => {
      const { page } = workbench;
      await workbench.setTheme(theme);
      await openFile();
      await page
        .locator('.view-lines')
        .getByText(/JWT,\sexpired/)
        .first()
        .waitFor();
      const line = page.locator('.view-line');
      const colors = async (): Promise<number> =>
        new Set(
          await line
            .locator('span span')
            .evaluateAll((spans) =>
              spans.filter((span) => span.textContent.length > 10).map((span) => getComputedStyle(span).color),
            ),
        ).size;
      await expect.poll(colors).toBeGreaterThanOrEqual(3);
      await workbench.screenshot(join(root, '.out', 'workbench', `token-${theme}.png`));
    },
  );

  it.for(['light', 'dark', 'high-contrast'] as const)(
    'is the same in JSON, in every form, in the theme "%s"',
    async (theme) => {
      const { page } = workbench;
      await workbench.setTheme(theme);
      await openFile('tokens.json', '"flattened"');
      const lines = page.locator('.view-lines');
      for (const [words, count] of [
        [/^JWT,\sexpired/, 1],
        [/^Signed\stoken,\sexpired/, 2],
        [/^Encrypted\stoken$/, 1],
      ] as const) {
        await expect.poll(() => lines.getByText(words).count(), { timeout: 20_000 }).toBe(count);
      }
      // A part has the color that it has in a compact token, whatever member it stands in.
      const colorOf = (member: string): Promise<string> =>
        page
          .locator('.view-line', { hasText: `"${member}":` })
          .first()
          .locator('span span')
          .evaluateAll((spans) => {
            const longest = spans.reduce((a, b) => (b.textContent.length > a.textContent.length ? b : a));
            return getComputedStyle(longest).color;
          });
      await expect.poll(async () => (await colorOf('signature')) === (await colorOf('ciphertext'))).toBe(true);
      const colors = await Promise.all(['protected', 'payload', 'signature', 'compact'].map(colorOf));
      expect(new Set(colors.slice(0, 3)).size).toBe(3);
      await workbench.screenshot(join(root, '.out', 'workbench', `tokens-in-json-${theme}.png`));

      await page.locator('.view-line', { hasText: '"signatures":' }).locator('span span').last().hover();
      await page.locator('.monaco-hover', { hasText: 'Signed token in JSON' }).waitFor();
      await workbench.screenshot(join(root, '.out', 'workbench', `token-in-json-hover-${theme}.png`));
      await page.keyboard.press('Escape');
    },
  );

  /** Decodes the token of the file, as a person does: cursor on it, command. */
  async function decode(): Promise<Frame> {
    const { page } = workbench;
    await openFile();
    // To the end of the line before the last, which is the token's.
    await page.locator('.view-lines').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowLeft');
    await workbench.runCommand('Auth: Decode JWT');
    return workbench.webviewFrame('[data-testid="standing"]');
  }

  it('is forged at the press of a button, and the attack played on a naive server and on a careful one', async () => {
    await workbench.setTheme('dark');
    let view = await decode();
    await view.getByTestId('attack').click();
    await findEntry(workbench, 'unsigned', 'Say that it is unsigned');
    await workbench.page.keyboard.press('Enter');
    view = await workbench.webviewFrame('.origin[data-forged]');
    await workbench.screenshot(join(root, '.out', 'workbench', 'token-forged.png'));
    await view.getByRole('button', { name: 'Attack the Lab’s Servers' }).click();
    const panel = await workbench.webviewFrame('[data-testid="comparison"]', { timeout: 90_000 });
    await panel.locator('.side:first-child .side-title:has-text("Naive (vulnerable)")').waitFor();
    await panel.locator('.side:last-child .side-title:has-text("Plain")').waitFor();
    // Both diagrams are drawn, and both say what came of the attack.
    for (const [side, answer] of [
      ['first', '200 OK'],
      ['last', '401 Unauthorized'],
    ] as const) {
      await panel.locator(`.side:${side}-child [data-testid="message"]`).first().waitFor();
      await panel.locator(`.side:${side}-child .caption:has-text("${answer}")`).waitFor();
    }
    await workbench.screenshot(join(root, '.out', 'workbench', 'token-attack.png'));
  });

  /** Takes the run away as a person does, into a file of the folder, which is read and removed. */
  async function exported(format: 'JSON' | 'HAR', secrets: 'Keep them' | 'Replace them by stand-ins'): Promise<string> {
    const { page } = workbench;
    const file = join(folder, `taken-away.${format.toLowerCase()}`);
    await workbench.runCommand('Auth: Export Run…');
    for (const entry of [format, secrets, 'Save as a file…']) {
      await findEntry(workbench, entry, entry);
      await page.keyboard.press('Enter');
    }
    const input = page.locator('.quick-input-widget input.input');
    await expect.poll(() => input.inputValue(), { timeout: 20_000 }).toMatch(/\.(json|har)$/);
    await input.fill(file);
    await page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
    const written = (): Promise<string> => readFile(file, 'utf8').catch(() => '');
    await expect.poll(written, { timeout: 10_000 }).not.toBe('');
    const text = await written();
    await rm(file);
    return text;
  }

  /** Exports the run of the moment in every way that carries requests, and looks for its secrets. */
  async function comesAwayWithoutSecrets(look: (secrets: readonly string[]) => void): Promise<void> {
    const secrets = secretsOf(await exported('JSON', 'Keep them'));
    look(secrets);
    expect(secrets.length).toBeGreaterThan(1);
    for (const format of ['JSON', 'HAR'] as const) {
      const written = await exported(format, 'Replace them by stand-ins');
      expect(written.length).toBeGreaterThan(2_000);
      expect(secrets.filter((secret) => written.includes(secret))).toEqual([]);
    }
    expect(await search(session.directory, secrets)).toEqual([]);
  }

  it('is checked with a key that is kept on request, in secret storage and nowhere else', async () => {
    const { page } = workbench;
    await workbench.setTheme('dark');
    const view = await decode();
    await view.getByTestId('key-text').fill(KEPT);
    await view.getByTestId('key-keep').click();
    const box = page.locator('.quick-input-widget', { hasText: 'It goes into VS Code' });
    await box.waitFor();
    await page.keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
    await view.getByTestId('key-source').locator('option', { hasText: '(kept)' }).waitFor({ state: 'attached' });
    // Secret storage of a VS Code in a browser that was given no place for it is memory. On a desktop it is a file that
    // the system's own key encrypts. So whatever is found here, we wrote.
    expect(await search(session.directory, [KEPT])).toEqual([]);
  });

  /** Forgets the kept key, as a person does. */
  async function forgetKey(): Promise<void> {
    const { page } = workbench;
    await workbench.runCommand('Auth: Manage Kept Keys…');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'My key' });
    await row.hover();
    await row.locator('.action-label.codicon-trash').click();
    await row.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
  }

  it('is decoded, verified, edited, signed and sent to the lab', async () => {
    const { page } = workbench;
    await workbench.setTheme('dark');
    let view = await decode();
    await view.getByTestId('key-source').selectOption('typed');
    await view.getByTestId('key-text').fill(KEY);
    await view.getByTestId('verify').click();
    await view.getByTestId('checks').waitFor();
    await workbench.screenshot(join(root, '.out', 'workbench', 'token-view.png'));

    await view.getByTestId('edit').click();
    const editor = page.locator('.view-lines', { hasText: CLAIM }).last();
    await editor.getByText(CLAIM).first().click();
    await page.keyboard.type(TYPED, { delay: 30 });
    await page.locator('.view-lines').getByText(TYPED).first().waitFor();
    await workbench.runCommand('Auth: Sign Token');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Fresh HS256 key' }).click();
    view = await workbench.webviewFrame('.origin');
    await view.getByText('Newly signed').waitFor();

    // The lab's browser has it from now on, and a run tells of it.
    await view.getByTestId('send').click();
    const panel = await workbench.webviewFrame('header:has-text("Stateless:"):has([data-phase="held"])');
    await panel.locator('li.item[data-kind="message"]:has-text("edit")').first().waitFor({ state: 'attached' });
    expect(await search(session.directory, SECRETS)).toEqual([]);
  });

  it('is in no export that was not asked to carry it', async () => {
    const panel = await workbench.webviewFrame('header:has-text("Stateless:")');
    await workbench.runCommand('Auth: Play');
    await panel.locator('.phase[data-phase="ended"]').waitFor({ timeout: 60_000 });
    await comesAwayWithoutSecrets((secrets) => {
      // The run really holds the token that was signed.
      expect(secrets.map((part) => Buffer.from(part, 'base64url').toString()).join()).toContain(TYPED);
    });
  });

  it('is as safe as a cookie is', async () => {
    await workbench.runCommand('Auth: Start Stateful Demo');
    const panel = await workbench.webviewFrame('header:has-text("Stateful:")');
    await panel.locator('.phase[data-phase="ended"]').waitFor({ timeout: 60_000 });
    await comesAwayWithoutSecrets((secrets) => {
      expect(secrets.some((each) => decodeURIComponent(each).startsWith('s:'))).toBe(true);
    });
  });

  it('is found in no file, neither while it is used nor after a reload', async () => {
    const { page } = workbench;
    // The search can find something: VS Code writes down what is unsaved in any other document.
    await workbench.runCommand('File: New Untitled Text File');
    await page.locator('.tab', { hasText: 'Untitled-1' }).first().waitFor();
    await page.keyboard.type(CONTROL);
    await page.locator('.view-lines').getByText(CONTROL).first().waitFor();
    await expect.poll(() => search(session.directory, [CONTROL]), { timeout: 20_000 }).not.toEqual([]);

    expect(await search(session.directory, SECRETS)).toEqual([]);
    await forgetKey();

    await page.reload();
    await workbench.ready();
    // Once more what a window does when it closes: then whatever is to be written has been.
    await openFile();
    await page
      .locator('.view-lines')
      .getByText(/JWT,\sexpired/)
      .first()
      .waitFor();
    expect(await page.locator('.tab', { hasText: 'payload.json' }).count()).toBe(0);
    await page.context().close();

    const found = await search(session.directory, SECRETS);
    expect(found).toEqual([]);
  });
});

/** The payloads and the signatures: many tokens have the same header. */
function partsOfTokensIn(text: string): string[] {
  const tokens = text.match(/eyJ[\w-]+\.[\w-]+\.[\w-]*/g) ?? [];
  return tokens.flatMap((token) => token.split('.').slice(1));
}

/** Cookies, credentials, passwords and the parts of tokens in a run that was exported with them. */
function secretsOf(run: string): string[] {
  const found = (JSON.parse(run) as Trace).flatMap(({ data }) => {
    const headers: readonly HeaderLine[] = 'headers' in data ? data.headers : [];
    const body = 'body' in data && typeof data.body === 'string' ? data.body : '';
    return [
      ...headers.flatMap(([name, value]) => inHeader(name.toLowerCase(), value)),
      ...[...body.matchAll(/"password":"([^"]+)"/g)].map(([, password = '']) => password),
    ];
  });
  return [...new Set([...found, ...partsOfTokensIn(run)])].filter((each) => each.length > 5);
}

function inHeader(name: string, value: string): string[] {
  if (name === 'authorization') return [value.split(' ')[1] ?? ''];
  if (name === 'cookie') return value.split('; ').map((pair) => pair.slice(pair.indexOf('=') + 1));
  if (name === 'set-cookie') return [value.slice(value.indexOf('=') + 1).split(';')[0] ?? ''];
  return [];
}

/** Files below a folder that hold one of the texts, in UTF-8 or in UTF-16. */
async function search(folder: string, texts: readonly string[]): Promise<string[]> {
  const needles = texts.flatMap((text) =>
    [Buffer.from(text), Buffer.from(text, 'utf16le')].map((bytes) => ({ text, bytes })),
  );
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    for (const { text, bytes } of needles) if (content.includes(bytes)) found.push(`${path}: ${text}`);
  }
  return found;
}
