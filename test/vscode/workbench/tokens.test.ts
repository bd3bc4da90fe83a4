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
import { findEntry } from './quick-input';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const CLAIM = 'quokkaZephyr4711marker';
const TYPED = 'narwhalTyped2938marker';
const KEY = 'wombatSecret8822marker';
const CONTROL = 'emuControl6172marker';
const TOKEN = [
  encode({ alg: 'HS256', typ: 'JWT', kid: 'platypusKid5566marker' }),
  encode({ sub: CLAIM, exp: 1_700_000_000 }),
  Buffer.from('axolotlSignature-0123456789abcde').toString('base64url'),
].join('.');

/** Whatever must not be found: the token, its parts as they stand and as they read, what was typed, and the key. */
const SECRETS = [
  ...TOKEN.split('.').map((part) => part.slice(4, 28)),
  CLAIM,
  TYPED,
  KEY,
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
    session = new Session();
    const settings = {
      'workbench.colorTheme': 'Dark Modern',
      '[plaintext]': { 'editor.wordWrap': 'on' },
      // In a browser VS Code saves by itself; on a desktop it backs up what is unsaved.
      'files.autoSave': 'off',
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

  async function openFile(): Promise<void> {
    const { page } = workbench;
    await page.keyboard.press('Control+P');
    const input = page.locator('.quick-input-widget input.input');
    await input.fill('request.http');
    await page.locator('.quick-input-list .monaco-list-row').getByText('request.http').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.view-lines').getByText('Authorization').first().waitFor();
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

  it('is decoded, verified, edited and signed, and after a reload found in no file', async () => {
    const { page } = workbench;
    await workbench.setTheme('dark');
    let view = await decode();
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
    await workbench.webviewFrame('header:has-text("Stateless:"):has([data-phase="held"])');

    // The search can find something: VS Code writes down what is unsaved in any other document.
    await workbench.runCommand('File: New Untitled Text File');
    await page.locator('.tab', { hasText: 'Untitled-1' }).first().waitFor();
    await page.keyboard.type(CONTROL);
    await page.locator('.view-lines').getByText(CONTROL).first().waitFor();
    await expect.poll(() => search(session.directory, [CONTROL]), { timeout: 20_000 }).not.toEqual([]);

    expect(await search(session.directory, SECRETS)).toEqual([]);

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
