import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { authLab, editorUntil, run, startHeld, stepUntil } from './support';

const shown = (scheme: string): vscode.TextEditor | undefined =>
  vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === scheme);

afterEach(async () => {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

describe('Show Server Code', () => {
  it('opens the source at the line that the selected message ran', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await stepUntil(lab, 'password.checked');
    const event = lab.trace().find(({ source }) => source !== undefined);
    assert.ok(event?.source);
    await lab.panel.receive({ type: 'selected', seq: event.seq });
    await run('showServerCode');
    const editor = shown('auth-lab-code');
    assert.equal(editor?.document.uri.path, `/${event.source.file}`);
    assert.equal(editor?.document.languageId, 'typescript');
    await editorUntil(
      vscode.window.onDidChangeTextEditorSelection,
      () => editor?.selection.active.line === (event.source?.line ?? 0) - 1,
    );
  });

  it('opens nothing but the teaching servers', async () => {
    await authLab();
    for (const path of ['/package.json', '/src/apps/../extension.ts', '/../../etc/passwd']) {
      await assert.rejects(async () =>
        vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'auth-lab-code', path })),
      );
    }
  });
});
