import { expect } from 'vitest';
import type { Workbench } from '../../../scripts/vscode/workbench.mjs';

/** Writes into a picker until its list stands on this entry: one that still fills itself empties its input again. */
export async function findEntry({ page }: Workbench, text: string, entry: string): Promise<void> {
  const input = page.locator('.quick-input-widget input.input');
  const found = page.locator(`.quick-input-list .monaco-list-row.focused:has-text("${entry}")`);
  const standsThere = async (): Promise<boolean> => {
    await input.fill('');
    await input.fill(text);
    return found.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(standsThere, { timeout: 30_000 }).toBe(true);
}
