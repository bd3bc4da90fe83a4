import * as vscode from 'vscode';
import { findScenario } from '../../content/scenarios';
import type { EventKind, Intervention, Setup, Trace } from '../../model';
import type { CodeEdit } from '../../model/code-edit';
import type { RunTarget } from '../../model/lab-protocol';
import type { Hands, View } from '../../tutorial';
import { commandId, type Command } from '../commands/ids';
import { problemWords, type EditedServers } from '../edited-servers';
import type { RunSession } from '../run-session';

export interface EditorHandsOptions {
  readonly session: RunSession;
  /** Brings the diagram on screen without taking the keyboard away. */
  readonly showPanel: () => void;
  /** Real milliseconds between two steps of a run. */
  readonly pace: () => number;
  /** Opens the server's code at the line behind an event, or at the line that ran last. */
  readonly showCodeOf: (seq: number | null) => Promise<void>;
  /** The learner's own copies of the servers. */
  readonly servers: Pick<EditedServers, 'open' | 'program'>;
  /** A view was opened. */
  readonly opened?: (view: View) => void;
}

/** What the diagram's commands are called. */
const VIEW_COMMANDS: Readonly<Record<Exclude<View, 'code' | 'token' | 'edit'>, Command>> = {
  store: 'inspectSessionStore',
  panel: 'showPanel',
  truth: 'showTruthTable',
  comparison: 'compareBranches',
  charts: 'showCharts',
};

type Answer = { readonly reached: boolean; readonly refused: string | null };

/** Somebody began another run, or closed the window, while this one was waited for. */
export class Interrupted extends Error {}

/** Does what a tutorial asks for with the run of the moment. */
export class EditorHands implements Hands {
  constructor(
    private readonly options: EditorHandsOptions,
    /** As fast as it goes, on the way to a step. */
    private readonly fast: boolean,
  ) {}

  trace(): Trace {
    return this.options.session.run?.trace ?? [];
  }

  async start(scenario: string, setup: Setup, runTo: RunTarget, edit: CodeEdit | undefined): Promise<string | null> {
    const found = findScenario(scenario);
    if (!found) throw new Error(`There is no demo named "${scenario}".`);
    const { id, title, teaches } = found;
    const { session, servers } = this.options;
    // Whoever jumps over a step gets what it would have led to.
    const edited = edit ? await servers.program(edit.app, edit, this.fast) : null;
    if (edited && 'message' in edited) return problemWords(edited);
    if (!this.fast) this.options.showPanel();
    await this.#until(
      () => void session.start({ id, title, teaches }, { setup, hold: true, pace: this.#pace, runTo, edited }),
      true,
    );
    return null;
  }

  async runTo(target: RunTarget): Promise<boolean> {
    const { session } = this.options;
    if (this.#isOver()) return false;
    // Somebody may have closed it since the run began.
    if (!this.fast) this.options.showPanel();
    session.setPace(this.#pace);
    return (await this.#until(() => session.runTo(target))).reached;
  }

  async intervene(what: Intervention): Promise<string | null> {
    if (this.#isOver()) return 'The run is over.';
    return (await this.#until(() => this.options.session.intervene(what))).refused;
  }

  async open(view: View, at: EventKind | undefined): Promise<void> {
    await this.#open(view, at);
    // Charts count once they have been measured, which takes a while.
    if (view !== 'charts') this.options.opened?.(view);
  }

  async editCode(edit: CodeEdit): Promise<void> {
    await this.options.servers.open(edit.app, { edit });
  }

  async #open(view: View, at: EventKind | undefined): Promise<void> {
    if (view === 'token') {
      const event = this.trace().findLast(
        (each) => each.kind === (at ?? each.kind) && 'token' in each.data && typeof each.data.token === 'string',
      );
      if (event && 'token' in event.data) await run('openToken', { token: event.data.token });
      return;
    }
    if (view === 'code') {
      const seq = this.trace().findLast(({ kind, source }) =>
        at === undefined ? source !== undefined : kind === at,
      )?.seq;
      await this.options.showCodeOf(seq ?? null);
      return;
    }
    if (view !== 'edit') await run(VIEW_COMMANDS[view]);
  }

  get #pace(): number {
    return this.fast ? 0 : this.options.pace();
  }

  #isOver(): boolean {
    const phase = this.options.session.run?.state.phase;
    return phase === undefined || phase === 'ended' || phase === 'failed';
  }

  /** Waits for the lab's answer to what is done now. @param starts whether that begins another run */
  #until(act: () => void, starts = false): Promise<Answer> {
    const { session } = this.options;
    return new Promise((resolve, reject) => {
      let begins = starts;
      const listening = vscode.Disposable.from(
        session.onDidSteer((steered) => {
          settle(() => resolve({ reached: steered.type === 'intervened' || steered.reached, refused: null }));
        }),
        session.onDidChange((change) => {
          if (change.type === 'began') {
            if (begins) begins = false;
            else settle(() => reject(new Interrupted()));
          }
          if (change.type === 'refused') settle(() => resolve({ reached: false, refused: change.failure.message }));
          if (change.type === 'failed') settle(() => reject(new Interrupted()));
          if (change.type === 'state' && !begins && this.#isOver()) {
            // An arrival at the end is told before it; whoever still waits, waits in vain.
            settle(() => resolve({ reached: false, refused: 'The run is over.' }));
          }
        }),
      );
      const settle = (end: () => void): void => {
        listening.dispose();
        end();
      };
      act();
    });
  }
}

async function run(command: Command, argument?: unknown): Promise<void> {
  await vscode.commands.executeCommand(commandId(command), argument);
}
