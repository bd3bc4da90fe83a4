import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchWorkbench, type Workbench } from '../../../scripts/vscode/workbench.mjs';
import { OwnRedis } from '../../golden/own-redis';
import { findEntry } from './quick-input';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const ROW = '[data-testid="row"]';

describe('A person who looks into session stores', () => {
  let folder: string;
  let workbench: Workbench;
  const redis = new OwnRedis();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'auth-lab-folder-'));
    const database = new DatabaseSync(join(folder, 'shop.sqlite'));
    database.exec(`CREATE TABLE sessions (sid PRIMARY KEY, expired, sess);
      INSERT INTO sessions VALUES ('first', 4000000000000, '{"cookie":{},"user":"carol"}')`);
    database.close();
    await redis.start();
    await redis.ask((client) => client.mSet({ 'sess:one': '{"user":"dave"}', cache: 'something' }));
    workbench = await launchWorkbench({
      extensionPath: root,
      folder,
      settings: { 'authLab.startPaused': true, 'authLab.store': 'sqlite', 'authLab.redisUrl': redis.url },
    });
  });

  afterAll(async () => {
    await workbench.close();
    await redis.dispose();
    await rm(folder, { recursive: true });
  });

  const table = (title: string): Promise<Frame> => workbench.webviewFrame(`.store h1:has-text("${title}")`);

  /** Presses a button of the question that VS Code asks. */
  async function answer(question: string, button: string): Promise<void> {
    const dialog = workbench.page.locator('.monaco-dialog-box', { hasText: question });
    await dialog.locator('.monaco-button', { hasText: new RegExp(`^${button}$`) }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Chooses a store by the command. A picker closes when something else takes the focus: then it is asked for again. */
  async function openStore(label: string): Promise<void> {
    const input = workbench.page.locator('.quick-input-widget input[placeholder="Which session store?"]');
    for (let attempt = 0; ; attempt++) {
      await workbench.runCommand('Auth: Open Session Store…');
      const isThere = await input.fill(label, { timeout: 5_000 }).then(
        () => true,
        () => false,
      );
      if (isThere || attempt === 3) break;
    }
    await workbench.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  it('sees a row of the running demo come, reads it, changes it, and destroys it', async () => {
    await workbench.runCommand('Auth: Start Stateful Demo');
    const panel = await workbench.webviewFrame('header:has([data-phase="held"])');
    await workbench.runCommand('Auth: Inspect Session Store');
    const store = await table('Session store of the demo');
    await store.locator('[data-testid="empty"]:has-text("The store is empty.")').waitFor();

    // A press while the run is on its way to the next step does nothing.
    const row = store.locator(`${ROW}:has-text("alice")`);
    while (!(await row.isVisible())) await panel.locator('[data-testid="step"]').click({ force: true });
    expect(await store.locator('.store-about').textContent()).toBe(
      'SQLite, in a file of this run. Times by the clock of the run.',
    );
    expect(await store.locator(ROW).locator('.cell-number').last().textContent()).toMatch(/^(30:00|29:5\d)$/);

    // Another message first, so that the selection can move to the row's own.
    await panel.locator('.press').first().click();
    const first = await panel.locator('.press[aria-current]').getAttribute('data-seq');
    await store.locator(ROW).locator('.mono').first().click();
    await store.locator('[data-testid="value"]:has-text("alice")').waitFor();
    await panel.locator(`.press[aria-current]:not([data-seq="${first!}"])`).waitFor({ state: 'attached' });
    await workbench.screenshot(join(root, '.out', 'workbench', 'store-dark.png'));
    await store.locator('[data-testid="edit"]').click();
    const draft = store.locator('#draft');
    await draft.fill((await draft.inputValue()).replaceAll('alice', 'bob'));
    await store.locator('[data-testid="save"]').click();
    await store.locator(`${ROW}:has-text("bob")`).waitFor();

    await store.locator(ROW).locator('.cell-choice').click();
    await store.locator('[data-testid="destroy"]').click();
    await answer('Destroy this session?', 'Destroy');
    await store.locator('[data-testid="empty"]:has-text("The store is empty.")').waitFor();
    // The run tells of it like of everything else.
    await panel.locator('li.item[data-kind="message"]:has-text("destroy")').first().waitFor({ state: 'attached' });
  });

  it('opens a file, is told that nothing is changed, and allows it', async () => {
    const { page } = workbench;
    await openStore('SQLite file');
    await page.locator('.quick-input-title:has-text("Open Session Store")').waitFor();
    await findEntry(workbench, join(folder, 'shop.sqlite'), 'shop.sqlite');
    await page.keyboard.press('Enter');
    const store = await table('shop.sqlite');
    await store.locator(`${ROW}:has-text("carol")`).waitFor();
    expect(await store.locator('[data-testid="destroy"]').count()).toBe(0);
    await store.locator('[data-testid="allow"]').click();
    await answer('Allow changes to these sessions?', 'Allow Changes');
    await store.locator('[data-testid="destroy-all"]').click();
    await answer('Destroy all sessions in this file?', 'Destroy All');
    await store.locator('[data-testid="empty"]').waitFor();
    const database = new DatabaseSync(join(folder, 'shop.sqlite'), { readOnly: true });
    expect(database.prepare('SELECT count(*) AS n FROM sessions').get()).toEqual({ n: 0 });
    database.close();
  });

  it('opens the Redis of the setting, sees what comes, and is told when it is gone', async () => {
    await openStore('Redis of authLab.redisUrl');
    const store = await table('Redis of authLab.redisUrl');
    await store.locator(`${ROW}:has-text("dave")`).waitFor();
    await redis.ask((client) => client.set('sess:two', '{"user":"erin"}'));
    await store.locator(`${ROW}:has-text("erin")`).waitFor();
    expect(await store.locator(ROW).count()).toBe(2);
    await redis.ask((client) => client.sendCommand(['SHUTDOWN', 'NOSAVE']).catch(() => undefined));
    await store.locator('[data-testid="problem"]:has-text("There is no socket at the path")').waitFor();
  });
});
