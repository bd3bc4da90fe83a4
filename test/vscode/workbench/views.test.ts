import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { out } from '../../../scripts/setup/paths.mjs';
import { launchWorkbench, type Workbench } from '../../../scripts/vscode/workbench.mjs';
import { findEntry } from './quick-input';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('A person who measures, compares and takes away', () => {
  let folder: string;
  let workbench: Workbench;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'auth-lab-folder-'));
    workbench = await launchWorkbench({ extensionPath: root, folder, settings: { 'authLab.startPaused': true } });
  });

  afterAll(async () => {
    await workbench.close();
    await rm(folder, { recursive: true });
  });

  const screenshot = (name: string): Promise<void> => workbench.screenshot(join(out, 'workbench', `${name}.png`));

  /** Waits for a picker with this title and this entry, types and takes it. */
  async function choose(title: string, words: string): Promise<void> {
    const { page } = workbench;
    await page.locator(`.quick-input-title:has-text("${title}")`).waitFor();
    await findEntry(workbench, words, words);
    await page.keyboard.press('Enter');
  }

  /** The dialog in which VS Code asks for a file where it has none of the system's. */
  async function nameFile(path: string): Promise<void> {
    const { page } = workbench;
    await page.locator('.quick-input-widget a:has-text("OK"), .quick-input-action:has-text("OK")').first().waitFor();
    // Enter takes what the list has found by then.
    await findEntry(workbench, path, basename(path));
    await page.keyboard.press('Enter');
  }

  it('opens the truth table, sees it measured, and goes from a cell into its run', async () => {
    await workbench.runCommand('Auth: Show Truth Table');
    const table = await workbench.webviewFrame('[data-testid="grid"]');
    const cell = table.getByTestId('page-refresh/memory');
    await table.locator('[data-testid="page-refresh/memory"][data-kind="measured"]').waitFor();
    expect(await cell.locator('.sr-only').textContent()).toBe('in');
    await screenshot('truth');
    await table.getByTestId('cancel').click();
    await table.getByTestId('resume').waitFor();
    await cell.click();
    await table.getByTestId('run').click();
    await workbench.webviewFrame('header:has-text("The page is refreshed"):has([data-phase="held"])');
  });

  it('sees two runs side by side, with what was measured beside them', async () => {
    await workbench.runCommand('Auth: Compare Stateful and Stateless');
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.page.locator('.monaco-dialog-box .monaco-button:has-text("Replace")').click();
    const panel = await workbench.webviewFrame('[data-testid="comparison"]');
    await panel.locator('.side-title:has-text("Stateful · Memory")').waitFor();
    await panel.getByTestId('measured').waitFor({ timeout: 90_000 });
    const row = panel.locator('[data-testid="measured"] tr', { hasText: 'The server is restarted' });
    expect(await row.locator('td').allInnerTexts()).toEqual(['out', 'in']);
    await screenshot('comparison');
  });

  it('compares any two runs of the window', async () => {
    await workbench.runCommand('Auth: Start Stateful Demo');
    await workbench.webviewFrame('header:has-text("Stateful:"):has([data-phase="held"])');
    await workbench.runCommand('Auth: Stop');
    await workbench.runCommand('Auth: Compare Runs…');
    // Both pickers have one title: it is by their questions that they can be told apart.
    for (const [question, words] of [
      ['Which run on the left?', 'Stateless'],
      ['Which run on the right?', 'Stateful'],
    ] as const) {
      await workbench.page.locator(`.quick-input-widget input[placeholder="${question}"]`).waitFor();
      await choose('Compare Runs', words);
    }
    const panel = await workbench.webviewFrame('[data-testid="comparison"]');
    await panel.locator('.side:first-child .side-title:has-text("Stateless")').waitFor();
    await panel.locator('.side:last-child .side-title:has-text("Stateful")').waitFor();
    // The keyboard goes to what was asked for; a picker that opened before it did would be closed by it.
    await panel.locator('main.comparison:focus').waitFor();
  });

  it('takes the run away as a document', async () => {
    await workbench.runCommand('Auth: Export Run…');
    await choose('Export Run', 'PlantUML');
    await choose('Export Run', 'untitled');
    await workbench.page.locator('.monaco-editor .view-line:has-text("@startuml")').first().waitFor();
  });

  it('is told in a sentence that a file is no run', async () => {
    const file = join(folder, 'diary.json');
    await writeFile(file, 'Dear diary');
    await workbench.runCommand('Auth: Import Run…');
    await nameFile(file);
    // The workbench of a test keeps its notifications to itself until it is asked for them.
    await workbench.runCommand('Notifications: Show Notifications');
    await workbench.page.locator('.notifications-center :text("The trace is not JSON.")').first().waitFor();
  });

  it('opens the charts, sees one drawn, and cancels the rest', async () => {
    await workbench.runCommand('Auth: Show Charts');
    const charts = await workbench.webviewFrame('[data-testid="chart-size"] canvas', { timeout: 90_000 });
    await screenshot('charts');
    await charts.getByTestId('cancel').click();
    await charts.getByTestId('again').waitFor();
  });
});
