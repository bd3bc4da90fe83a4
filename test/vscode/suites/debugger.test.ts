import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { authLab, editorUntil, run, startHeld, until } from './support';

describe('The panel as a debugger', () => {
  after(async () => {
    await run('removeAllBreakpoints');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('holds the lab at a breakpoint, and at the same message after a restart', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await lab.panel.whenReady();
    await lab.panel.receive({ type: 'breakpoints', breakpoints: [{ kind: 'store.answered' }] });
    await run('play');
    await until(lab, () => lab.state()?.phase === 'held' && lab.trace().at(-1)?.kind === 'store.answered');
    assert.deepEqual(lab.state()?.heldBy, { kind: 'store.answered' });
    const seq = lab.trace().length - 1;

    await run('removeAllBreakpoints');
    await lab.panel.receive({ type: 'selected', seq });
    await run('toggleBreakpoint');
    await run('restart');
    await run('play');
    await until(lab, () => lab.state()?.heldBy !== undefined && lab.trace().length === seq + 1);
    assert.deepEqual(lab.state()?.heldBy, { kind: 'store.answered', nth: 1 });
    await run('removeAllBreakpoints');
  });

  it('steps over an exchange to the next request', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateless');
    await lab.panel.whenReady();
    const sent = (): number => lab.trace().filter(({ kind }) => kind === 'request.sent').length;
    const before = sent();
    await run('stepOver');
    await until(lab, () => lab.state()?.phase === 'held' && sent() === before + 1);
    assert.equal(lab.trace().at(-1)?.kind, 'request.sent');
  });

  it('copies the selected message', async () => {
    const lab = await authLab();
    const seq = lab.trace().findIndex(({ kind }) => kind === 'request.sent');
    await lab.panel.receive({ type: 'selected', seq });
    await run('copyMessage', { as: 'curl' });
    assert.match(await vscode.env.clipboard.readText(), /^curl 'https:\/\/shop\.example/);
    await lab.panel.receive({ type: 'copy', text: 'as the panel asks' });
    assert.equal(await vscode.env.clipboard.readText(), 'as the panel asks');
  });

  it('goes on to the next message like the selected one', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateless');
    await lab.panel.whenReady();
    const answers = (): number => lab.trace().filter(({ kind }) => kind === 'response.started').length;
    await run('stepOver');
    await until(lab, () => lab.state()?.phase === 'held' && answers() === 1);
    const seq = lab.trace().findIndex(({ kind }) => kind === 'response.started');
    await lab.panel.receive({ type: 'runOn', seq });
    await until(lab, () => lab.state()?.phase === 'held' && answers() === 2);
    assert.equal(lab.trace().at(-1)?.kind, 'response.started');
  });

  it('opens the server code of a message at its line', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await lab.panel.whenReady();
    await run('stepOver');
    await until(lab, () => lab.trace().filter(({ kind }) => kind === 'request.sent').length === 2);
    const source = lab.trace().find((event) => event.source !== undefined);
    assert.ok(source?.source);
    await lab.panel.receive({ type: 'showCode', seq: source.seq });
    const { line } = source.source;
    await editorUntil(vscode.window.onDidChangeTextEditorSelection, () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.scheme === 'auth-lab-code' && editor.selection.active.line === line - 1;
    });
  });
});
