import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { authLab, run, startHeld, step, stepToTheEnd } from './support';

describe('The panel', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('gets everything again when it was hidden and is shown', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await lab.panel.whenReady();
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'in front' }));
    // Stepping without seeing would teach nothing: it brings the panel back.
    await step(lab);
    await lab.panel.whenReady();
    await step(lab);
    assert.equal(lab.state()?.phase, 'held');
  });

  it('may be closed while a demo runs, and opened again', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await lab.panel.whenReady();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal(lab.panel.isOpen(), false);
    assert.equal(lab.state()?.phase, 'held');
    await run('showPanel');
    await lab.panel.whenReady();
    await stepToTheEnd(lab);
    assert.equal(lab.trace().at(-1)?.kind, 'run.ended');
  });
});
