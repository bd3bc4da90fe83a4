import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../../package.nls.de.json' with { type: 'json' };
import { tutorialIds, TUTORIALS_FOLDER } from '../../../src/content/tutorials';
import { launchWorkbench, type Workbench } from '../../../scripts/vscode/workbench.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('An editor whose language is German', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await launchWorkbench({ extensionPath: root, language: 'de', settings: { 'authLab.pace': 0 } });
  });

  afterAll(async () => {
    await workbench.close();
  });

  it('takes a tutorial in German, and its diagram speaks German too', async () => {
    const { page } = workbench;
    await workbench.runCommand(`Auth: ${manifest['command.openTutorial']}`);
    await page.locator('.quick-input-title', { hasText: 'Tutorial öffnen' }).waitFor();
    await page.keyboard.type('Was Zustand ist');
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Was Zustand ist' }).waitFor();
    await page.keyboard.press('Enter');

    const view = await workbench.webviewFrame('.steps');
    await view.locator('h1', { hasText: 'Niemand erinnert sich' }).waitFor();
    await view.getByRole('radio').first().check();
    await view.locator('.act button').click();
    await view.locator('.came-true').waitFor();

    const panel = await workbench.webviewFrame('[data-testid="message"]');
    await expect.poll(() => panel.locator('[data-testid="live"]').textContent()).toMatch(/Kein Ausweis kam mit/);
    expect(await panel.locator('.band-title').allTextContents()).toContain('Erster Besuch');
    await page.getByRole('treeitem', { name: /Was Zustand ist/ }).waitFor();
    await workbench.screenshot(join(root, '.out', 'workbench', 'german.png'));
  });

  it('has every tutorial of the course in German', async () => {
    const { page } = workbench;
    await workbench.runCommand(`Auth: ${manifest['command.openTutorial']}`);
    await page.locator('.quick-input-title', { hasText: 'Tutorial öffnen' }).waitFor();
    const input = page.locator('.quick-input-widget input.input');
    const found = page.locator('.quick-input-list .monaco-list-row.focused');
    for (const id of tutorialIds) {
      const [, title = ''] =
        /^title: "?(.*?)"?$/m.exec(await readFile(join(root, TUTORIALS_FOLDER, `${id}.de.md`), 'utf8')) ?? [];
      await input.fill(title);
      await found.filter({ hasText: title }).waitFor();
    }
    await page.keyboard.press('Escape');
  });
});
