import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AuthLabApi } from '../../../src/vscode/api';
import type { Command } from '../../../src/vscode/commands/ids';

export function extension(): vscode.Extension<AuthLabApi> {
  const found = vscode.extensions.getExtension<AuthLabApi>('auth-lab.auth-lab');
  assert.ok(found, 'Auth Lab is not installed in this VS Code.');
  return found;
}

/** Activates the extension if it is not yet. */
export async function authLab(): Promise<AuthLabApi> {
  return extension().activate();
}

/** Runs a command of ours as the palette would. */
export async function run(command: Command, args?: unknown): Promise<void> {
  await vscode.commands.executeCommand(`authLab.${command}`, ...(args === undefined ? [] : [args]));
}

/** Waits for something about the run. The suite's own time limit ends a wait that is in vain. */
export async function until(lab: AuthLabApi, holds: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    if (holds()) return resolve();
    const listening = lab.onDidChange(() => {
      if (!holds()) return;
      listening.dispose();
      resolve();
    });
  });
}

export async function phase(lab: AuthLabApi, wanted: string): Promise<void> {
  await until(lab, () => lab.state()?.phase === wanted);
}

/** Waits for an event of VS Code, or for nothing when `holds` does already. */
export async function editorUntil<T>(event: vscode.Event<T>, holds: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    if (holds()) return resolve();
    const listening = event(() => {
      if (!holds()) return;
      listening.dispose();
      resolve();
    });
  });
}

/** One press of Step: the run stands at its next stop afterwards, or is over. */
export async function step(lab: AuthLabApi): Promise<void> {
  const before = lab.trace().length;
  await run('step');
  await until(
    lab,
    () => lab.state()?.phase === 'ended' || (lab.state()?.phase === 'held' && lab.trace().length > before),
  );
}

/**
 * Lets a failure strike now: it is over afterwards, and the run stands again. What it tells stands in the trace before
 * that, while the run still says that it is held where it was.
 */
export async function strike(lab: AuthLabApi, failure: { readonly fault: string }): Promise<void> {
  const before = lab.interventions().length;
  await run('injectFailure', failure);
  await until(lab, () => lab.interventions().length > before && lab.state()?.phase !== 'running');
}

/** Starts a demo that waits for Step, in place of whatever runs. */
export async function startHeld(lab: AuthLabApi, command: 'startStateful' | 'startStateless'): Promise<void> {
  await run(command, { hold: true, replace: true });
  await phase(lab, 'held');
}

/** Steps until an event of this kind, or to the end. */
export async function stepUntil(lab: AuthLabApi, kind: string): Promise<void> {
  while (lab.state()?.phase === 'held' && !lab.trace().some((event) => event.kind === kind)) await step(lab);
}

export async function stepToTheEnd(lab: AuthLabApi): Promise<void> {
  while (lab.state()?.phase === 'held') await step(lab);
}
