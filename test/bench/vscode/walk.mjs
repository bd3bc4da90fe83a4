import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openFreshWorkbench } from './open.mjs';

/**
 * Opens a run in the panel of a real VS Code, by the command and the dialog that a person would use.
 *
 * @template T
 * @param {object} options
 * @param {string} options.product the folder that holds Auth Lab as it is packaged
 * @param {object[]} options.trace
 * @param {(panel: import('playwright-core').Frame) => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function withImportedRun({ product, trace }, act) {
  const file = join(tmpdir(), `auth-lab-bench-${process.pid}.json`);
  await writeFile(file, JSON.stringify(trace));
  const workbench = await openFreshWorkbench({ product });
  try {
    const { page } = workbench;
    await workbench.runCommand('Auth: Import Run…');
    const row = page.locator(`.quick-input-list .monaco-list-row.focused:has-text("${basename(file)}")`);
    // The dialog empties its input while it is still filling its list.
    do await page.locator('.quick-input-widget input.input').fill(file);
    while (
      !(await row.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      ))
    );
    await page.keyboard.press('Enter');
    const panel = await workbench.webviewFrame('.segment:not([data-bare]) [data-testid="message"]');
    return await act(panel);
  } finally {
    await workbench.close();
    await rm(file, { force: true });
  }
}

/**
 * Runs in the panel: goes back so many steps and forward again, as fast as a person in a hurry.
 *
 * @param {number} steps
 * @returns {Promise<{ steps: number[], bare: number[], longest: number }>} milliseconds: each step, from the press to
 *   the paint of its end of the diagram; a change of one word in the same page beside it; and the longest task
 */
export async function walk(steps) {
  const HURRY = 250;
  let longest = 0;
  const take = (entries) => entries.forEach(({ duration }) => (longest = Math.max(longest, duration)));
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  const moment = () => new Promise((resolve) => setTimeout(resolve, HURRY + Math.random() * 100));
  const painted = (isThere) =>
    new Promise((resolve) => {
      const look = () => {
        if (!isThere()) return void requestAnimationFrame(look);
        // A task that was queued while a frame was made runs when that frame has been painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  const timed = async (act, isThere) => {
    const start = performance.now();
    act();
    await painted(isThere);
    const ms = performance.now() - start;
    await moment();
    return ms;
  };
  const place = () => document.querySelector('.position').textContent;
  const isDrawn = () => document.querySelector('.act:last-of-type .segment:last-of-type[data-bare]') === null;
  const press = async (button) => {
    const before = place();
    return timed(
      () => document.querySelector(`[data-testid="${button}"]`).click(),
      () => place() !== before && isDrawn(),
    );
  };
  const word = document.body.appendChild(document.createElement('span'));
  for (let times = 0; times < 6; times += 1) await moment();
  observer.observe({ type: 'longtask' });
  const taken = { steps: [], bare: [] };
  for (const button of ['back', 'step']) {
    for (let step = 0; step < steps; step += 1) {
      taken.steps.push(await press(button));
      taken.bare.push(
        await timed(
          () => (word.textContent = String(step)),
          () => true,
        ),
      );
    }
  }
  word.remove();
  take(observer.takeRecords());
  return { ...taken, longest };
}
