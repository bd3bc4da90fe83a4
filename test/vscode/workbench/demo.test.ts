import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchWorkbench, type Workbench } from '../../../scripts/vscode/workbench.mjs';
import type { Trace } from '../../../src/model';
import { diagram } from '../../../src/projections/diagram';
import { findEntry } from './quick-input';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const MESSAGES = 'li.item[data-kind="message"]';

/** The same run without an editor: the same scenario and seed give the same trace. */
async function traceOf(scenario: string): Promise<Trace> {
  const args = [join(root, 'dist', 'cli.js'), 'run', scenario, '--seed', 'auth-lab', '--format', 'json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
  return JSON.parse(stdout) as Trace;
}

function messagesOf(trace: Trace): { seq: string; label: string }[] {
  return diagram(trace)
    .sections.flatMap(({ items }) => items)
    .filter(({ type }) => type === 'message')
    .map(({ seq, label }) => ({ seq: String(seq), label }));
}

/** Presses Step until the run is over; a press while the run is on its way to the next step does nothing. */
async function stepToTheEnd(panel: Frame): Promise<void> {
  const phase = panel.locator('.phase');
  while ((await phase.getAttribute('data-phase')) !== 'ended')
    await panel.locator('[data-testid="step"]').click({ force: true });
}

describe('A person at the editor', () => {
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

  it.for([
    ['Auth: Start Stateful Demo', 'stateful', 'Stateful:'],
    ['Auth: Start Stateless Demo', 'stateless', 'Stateless:'],
  ] as const)('runs "%s", steps to the end, and sees the messages of the trace', async ([command, scenario, title]) => {
    await workbench.runCommand(command);
    const panel = await workbench.webviewFrame(`header:has-text("${title}"):has([data-phase="held"])`);
    await workbench.runCommand('Auth: Step');
    await panel.locator('[data-testid="message"]').first().waitFor();
    await stepToTheEnd(panel);

    const expected = messagesOf(await traceOf(scenario));
    const shown = panel.locator(MESSAGES);
    const items = await shown.evaluateAll((list) =>
      list.map((item) => ({ seq: item.getAttribute('data-seq'), label: item.querySelector('button')?.title })),
    );
    expect(items).toEqual(expected);
  });

  it('walks to a line of the server by keyboard, and the message that ran it is selected', async () => {
    const { page } = workbench;
    await workbench.runCommand('Auth: Start Stateful Demo');
    const panel = await workbench.webviewFrame('header:has-text("Stateful:"):has([data-phase="held"])');
    await stepToTheEnd(panel);
    const trace = await traceOf('stateful');
    const ran = trace.findLast(({ source }) => source !== undefined && source.line > 1)!;
    const { line, file } = ran.source!;
    // Somewhere else first, so that it can move.
    await panel.locator('.press').first().click();
    await workbench.runCommand('Auth: Show Server Code');
    await page.locator(`.tab.active:has-text("${file.split('/').at(-1)!}")`).waitFor();
    await page.keyboard.press('Control+g');
    await page.locator('.quick-input-widget input').fill(`:${String(line - 1)}`);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await page.keyboard.press('ArrowDown');
    const seqs = new Set(
      trace.filter(({ source }) => source?.file === file && source.line === line).map(({ seq }) => seq),
    );
    const last = Math.max(...seqs);
    const wanted = diagram(trace)
      .sections.flatMap(({ items }) => items)
      .findLast((item) => item.seq === last || (item.type === 'message' && item.evidence.includes(last)));
    await panel.locator(`.press[aria-current][data-seq="${String(wanted!.seq)}"]`).waitFor({ state: 'attached' });
  });

  it.for([
    ['Set Speed', 'Instant'],
    ['Export Run', 'HAR'],
  ] as const)('can answer "%s" though the panel takes the focus back', async ([title, entry]) => {
    const { page } = workbench;
    await workbench.runCommand('Auth: Start Stateful Demo');
    await workbench.webviewFrame('header:has-text("Stateful:"):has([data-phase="held"])');
    // What VS Code does itself when the palette has closed, but late: the question stands there already.
    const robbed = page.evaluate(async (asked) => {
      const stands = (): boolean => document.querySelector('.quick-input-title')?.textContent === asked;
      await new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!stands() || document.activeElement?.tagName !== 'INPUT') return;
          observer.disconnect();
          resolve();
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      });
      const input = document.activeElement;
      document.querySelector<HTMLIFrameElement>('iframe.webview.ready')?.contentWindow?.focus();
      return input !== document.activeElement;
    }, title);
    await workbench.runCommand(`Auth: ${title}…`);
    expect(await robbed).toBe(true);
    await findEntry(workbench, entry, entry);
    await page.keyboard.press('Escape');
  });

  it.for(['light', 'dark', 'high-contrast', 'high-contrast-light'] as const)(
    'sees the panel in the theme "%s"',
    async (theme) => {
      await workbench.setTheme(theme);
      const panel = await workbench.webviewFrame('[data-testid="message"]');
      const kind = { light: 'vscode-light', dark: 'vscode-dark' }[theme as string] ?? `vscode-${theme}`;
      await panel.locator(`body.${kind}`).waitFor();
      await workbench.screenshot(join(root, '.out', 'workbench', `${theme}.png`));
      expect(await workbench.page.locator('iframe.webview').count()).toBeGreaterThan(0);
    },
  );
});
