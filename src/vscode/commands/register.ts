import * as vscode from 'vscode';
import type { Parts } from '../parts';
import { problems } from '../problem';
import type { Disposable } from '../signal';
import { COMMANDS, commandId } from './ids';
import { COMMAND_TABLE } from './table';

/** Registers every command of the table. A mistake of ours in one is told like every other problem. */
export function registerCommands(parts: Parts): Disposable {
  return vscode.Disposable.from(
    ...COMMANDS.map((command) =>
      vscode.commands.registerCommand(commandId(command), async (...args: unknown[]) => {
        try {
          await COMMAND_TABLE[command](parts, args);
          parts.tutorials.heard(command);
        } catch (error) {
          parts.errors.tell(problems.commandBroke(command, error));
        }
      }),
    ),
  );
}
