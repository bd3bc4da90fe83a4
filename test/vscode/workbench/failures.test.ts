import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchWorkbench, type Workbench } from '../../../scripts/vscode/workbench.mjs';
import { findEntry } from './quick-input';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('A person who breaks a demo by the command palette', () => {
  let folder: string;
  let workbench: Workbench;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'auth-lab-folder-'));
    workbench = await launchWorkbench({ extensionPath: root, folder, settings: { 'authLab.startPaused': true } });
    await workbench.runCommand('Auth: Start Stateful Demo');
  });

  afterAll(async () => {
    await workbench.close();
    await rm(folder, { recursive: true });
  });

  /** Waits for a picker with this title, and writes into it until it stands on such an entry. */
  async function answer(title: string, words: string): Promise<void> {
    const { page } = workbench;
    await page.locator(`.quick-input-title:has-text("${title}")`).waitFor();
    await findEntry(workbench, words, words);
  }

  it('chooses a failure, its values and its moment, and goes back on the way', async () => {
    const { page } = workbench;
    const panel = await workbench.webviewFrame('header:has([data-phase="held"])');
    await workbench.runCommand('Auth: Inject Failure…');
    await answer('Inject Failure', 'clock wrong');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-title:has-text("Set the server")').waitFor();
    await page.locator('.quick-input-widget .codicon-quick-input-back').click();
    await answer('Inject Failure', 'clock wrong');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-title:has-text("Set the server")').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('soon');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-message:has-text("a whole number from")').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget input[placeholder="When should it strike?"]').waitFor();
    await page.keyboard.press('Enter');
    await panel.locator('[data-testid="lane-app"]:has-text("+7 min")').waitFor();
    expect(await panel.locator('[data-testid="lane-app"]').getAttribute('data-state')).toBe('odd');
  });

  it('sees what is armed, and ends it', async () => {
    const panel = await workbench.webviewFrame('[data-testid="armed"]');
    await panel.locator('[data-testid="armed"] [data-state="lasting"]').waitFor();
    await workbench.runCommand('Auth: Reset All Failures');
    await panel.locator('[data-testid="armed"]').waitFor({ state: 'detached' });
  });
});
