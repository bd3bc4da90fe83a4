import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS, commandId } from '../../../src/vscode/commands/ids';
import { authLab } from './support';

describe('Commands', () => {
  it('are all registered once the extension is active', async () => {
    await authLab();
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      COMMANDS.map(commandId).filter((id) => !known.has(id)),
      [],
    );
  });

  it('do nothing, and tell no error, where there is nothing to do', async () => {
    await authLab();
    await vscode.commands.executeCommand('authLab.stop');
    for (const command of ['play', 'pause', 'stop', 'destroyAllSessions'] as const) {
      await vscode.commands.executeCommand(commandId(command));
    }
  });
});
