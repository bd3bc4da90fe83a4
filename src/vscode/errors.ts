import * as vscode from 'vscode';
import { commandId } from './commands/ids';
import type { Problem } from './problem';
import { redact } from './redact';
import { t, told } from './words';

const SHOW_LOG = t('Show Log');

/** The one place where problems are told: a sentence, an action, and the log for the rest. */
export class Errors {
  readonly #log: vscode.LogOutputChannel;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  /** Writes a problem down that is told elsewhere, as by the panel on screen. */
  note({ tone, sentence, detail }: Problem): void {
    this.#log[tone === 'error' ? 'error' : 'warn'](redact(detail ? `${sentence} ${detail}` : sentence));
  }

  tell(problem: Problem): void {
    const { tone, sentence, action } = problem;
    this.note(problem);
    const show = tone === 'error' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
    const way = action && t(action.title);
    const actions = way === undefined ? [SHOW_LOG] : [way, SHOW_LOG];
    // Not awaited: the message stands until the learner answers, and nothing waits for that.
    void show(told(sentence), ...actions).then((chosen) => {
      if (chosen === SHOW_LOG) this.#log.show();
      else if (action && chosen === way) void vscode.commands.executeCommand(commandId(action.command));
    });
  }
}
