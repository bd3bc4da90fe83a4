import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { authLab, editorUntil, run, startHeld, stepUntil } from './support';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const TOKEN = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: 'somebody-real', exp: 1 })}.c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmUtc2k`;

const shown = (scheme: string): vscode.TextEditor | undefined =>
  vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === scheme);

afterEach(async () => {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

describe('Decode JWT', () => {
  for (const [where, select] of [
    ['selection', (at: number) => new vscode.Selection(0, at, 0, at + TOKEN.length)],
    ['cursor', (at: number) => new vscode.Selection(0, at + 5, 0, at + 5)],
  ] as const) {
    it(`shows the token at the ${where}, read-only, and keeps it out of the address`, async () => {
      await authLab();
      const text = `Authorization: Bearer ${TOKEN}`;
      const source = await vscode.workspace.openTextDocument({ content: text });
      const editor = await vscode.window.showTextDocument(source);
      editor.selection = select(text.indexOf(TOKEN));
      await run('decodeJwt');
      const decoded = shown('auth-lab-token');
      assert.ok(decoded);
      assert.match(decoded.document.getText(), /Decoded, not verified/);
      assert.match(decoded.document.getText(), /"sub": "somebody-real"/);
      assert.match(decoded.document.getText(), /Expired/);
      assert.ok(!decoded.document.uri.toString().includes('eyJ'));
      assert.equal(vscode.workspace.fs.isWritableFileSystem('auth-lab-token') ?? false, false);
    });
  }
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
