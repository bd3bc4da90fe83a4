import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { authLab, extension, startHeld, stepToTheEnd } from './support';

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
        description: 'In a workspace that is not trusted, session stores of your own can be looked at and not changed.',
      },
      virtualWorkspaces: true,
    });
  });
});
