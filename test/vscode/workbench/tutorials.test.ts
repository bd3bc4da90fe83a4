import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchWorkbench, type Workbench } from '../../../scripts/vscode/workbench.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Beyond this many presses of Tab, what is looked for cannot be reached. */
const MOST_TABS = 80;

describe('A person who takes a tutorial with the keyboard alone', () => {
  let folder: string;
  let workbench: Workbench;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'auth-lab-folder-'));
    workbench = await launchWorkbench({ extensionPath: root, folder, settings: { 'authLab.pace': 0 } });
  });

  afterAll(async () => {
    await workbench.close();
    await rm(folder, { recursive: true });
  });

  /** The words of what has the keyboard, in the page of the tutorial. */
  function focused(view: Frame): Promise<string> {
    return view.evaluate(() => {
      const at = document.activeElement;
      if (at instanceof HTMLInputElement) return `radio ${at.value}`;
      return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '';
    });
  }

  /** Presses Tab, or Shift+Tab, until something has the keyboard. */
  async function tabTo(view: Frame, wanted: RegExp): Promise<void> {
    const seen: string[] = [];
    for (let presses = 0; presses < MOST_TABS; presses += 1) {
      const at = await focused(view);
      if (wanted.test(at)) return;
      seen.push(at.slice(0, 40));
      await workbench.page.keyboard.press('Tab');
    }
    throw new Error(`Tab never came to ${String(wanted)}; it came to: ${seen.join(' | ')}`);
  }

  /** Deletes the line where the cursor stands in the editor that was opened, saves, and goes back to the tutorial. */
  async function deleteLine(wanted: RegExp): Promise<void> {
    const { page } = workbench;
    const editor = page.locator('.editor-group-container.active .monaco-editor.focused');
    await editor.waitFor();
    // The line of the cursor is the one that the editor numbers as active.
    await editor.locator('.view-line', { hasText: wanted }).first().waitFor();
    const lines = await editor.locator('.view-line', { hasText: wanted }).count();
    await page.keyboard.press('Control+Shift+K');
    await expect.poll(() => editor.locator('.view-line', { hasText: wanted }).count()).toBe(lines - 1);
    await page.keyboard.press('Control+S');
    await workbench.runCommand('Auth Lab: Focus on Tutorial View');
  }

  it('predicts, acts, sees each step come true, and reads what to remember', { timeout: 240_000 }, async () => {
    const { page } = workbench;
    await workbench.runCommand('Auth: Open Tutorial…');
    await page.locator('.quick-input-title:has-text("Open Tutorial")').waitFor();
    await page.keyboard.type('Stateful login');
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Stateful login' }).waitFor();
    await page.keyboard.press('Enter');

    const view = await workbench.webviewFrame('.steps');
    const count = await view.locator('.steps li').count();
    let predictions = 0;
    for (let step = 1; step <= count; step += 1) {
      await view.locator('.trail', { hasText: `Step ${step} of ${count}` }).waitFor();
      if ((await view.getByRole('radio').count()) > 0) {
        await tabTo(view, /^radio /);
        await page.keyboard.press('Space');
        await view.locator('input:checked').waitFor();
        predictions += 1;
      }
      const act = (await view.locator('.act button').textContent()) ?? '';
      await tabTo(view, new RegExp(`^${escaped(act)}$`));
      await page.keyboard.press('Enter');
      if (/^Open the server's code/.test(act)) await deleteLine(/await\sregenerate/);
      await view.locator('.came-true').waitFor();
      // The diagram stands beside it.
      await workbench.webviewFrame('[data-testid="message"]');
      await workbench.screenshot(join(root, '.out', 'workbench', `tutorial-step-${step}.png`));
      await tabTo(view, /^Next/);
      await page.keyboard.press('Enter');
    }
    await view.locator('h1', { hasText: 'What to remember' }).waitFor();
    expect(await view.locator('.dot.done').count()).toBe(count);
    expect(predictions).toBeGreaterThan(3);
  });

  it('follows a link from outside to the step that it names, once the editor has asked', async () => {
    const { page } = workbench;
    await workbench.runCommand('Developer: Open URL');
    await page.locator('.quick-input-widget input.input').fill('code-oss://auth-lab.auth-lab/tutorial/keys/leak');
    await page.keyboard.press('Enter');
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'Auth Lab' });
    await dialog.waitFor();
    await workbench.screenshot(join(root, '.out', 'workbench', 'tutorial-link.png'));
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    const view = await workbench.webviewFrame('.steps');
    await view.locator('h1', { hasText: 'The ring is lent out' }).waitFor();
    // A link shows a page and begins nothing.
    expect(await view.locator('.came-true').count()).toBe(0);
  });

  it.for(['light', 'dark', 'high-contrast', 'high-contrast-light'] as const)(
    'sees the tutorial, its tree and the diagram in the theme "%s"',
    async (theme) => {
      await workbench.setTheme(theme);
      const view = await workbench.webviewFrame('.steps');
      const kind = { light: 'vscode-light', dark: 'vscode-dark' }[theme as string] ?? `vscode-${theme}`;
      await view.locator(`body.${kind}`).waitFor();
      await workbench.webviewFrame('[data-testid="message"]');
      await workbench.screenshot(join(root, '.out', 'workbench', `tutorial-${theme}.png`));
      expect(await workbench.page.getByRole('treeitem', { name: /Stateful login, step by step/ }).count()).toBe(1);
    },
  );
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
