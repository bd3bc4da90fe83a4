import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as vscode from 'vscode';
import { authLab, extension, run, startHeld, stepToTheEnd } from './support';

describe('The workspace', () => {
  it('is not needed: a demo runs whatever is open, trusted or not', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateless');
    await stepToTheEnd(lab);
    assert.equal(lab.trace().at(-1)?.kind, 'run.ended');
  });

  it('is as this round of the suite says', () => {
    // The runner opens VS Code in several ways, and names the one that it chose.
    const wanted = process.env['AUTH_LAB_TEST_WORKSPACE'];
    if (wanted === 'none') assert.equal(vscode.workspace.workspaceFolders, undefined);
    if (wanted === 'untrusted') {
      assert.equal(vscode.workspace.workspaceFolders?.length, 1);
      assert.equal(vscode.workspace.isTrusted, false);
    }
  });

  it('counts as fit for virtual workspaces, and for restricted ones but for changes of foreign stores', () => {
    const { capabilities } = extension().packageJSON as { capabilities: unknown };
    assert.deepEqual(capabilities, {
      untrustedWorkspaces: {
        supported: 'limited',
        description:
          'In a workspace that is not trusted, session stores of your own can be looked at and not changed, tutorials of the folder are left out, and a server whose code you changed does not run.',
      },
      virtualWorkspaces: true,
    });
  });

  it("has to be trusted for a session store of one's own to be changed, and even then only when that is allowed", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'auth-lab-stores-'));
    const file = join(folder, 'shop.sqlite');
    const database = new DatabaseSync(file);
    database.exec(`CREATE TABLE sessions (sid PRIMARY KEY, expired, sess);
      INSERT INTO sessions VALUES ('first', 4000000000000, '{"user":"carol"}')`);
    database.close();
    const stores = await (await authLab()).stores();
    await run('openSessionStore', vscode.Uri.file(file));
    const { isTrusted } = vscode.workspace;
    assert.equal(stores.shown.card?.facts.changes, isTrusted ? 'ask' : 'never');
    await assert.rejects(async () => stores.source?.destroy(['first']));
    if (isTrusted) {
      await stores.source?.allow();
      assert.equal(await stores.source?.destroy(['first']), 1);
    } else await assert.rejects(async () => stores.source?.allow(), /not trusted/);
    rmSync(folder, { recursive: true });
  });
});
