import * as vscode from 'vscode';
import { availableParallelism } from 'node:os';
import type { ScenarioCard, Setup } from '../../model';
import { parseWith } from '../../model/parse';
import { truthIntent, type TruthIntent, type TruthMessage } from '../../model/truth-protocol';
import { playThrough } from '../../process/play-through';
import type { Errors } from '../errors';
import { problems } from '../problem';
import type { RunSession } from '../run-session';
import { ownRedis, type Settings } from '../settings';
import { SideView } from '../side-view';
import type { Disposable } from '../signal';
import { findPlace, Measurement, runFor } from './measurement';
import { truthMarkdown } from './truth-markdown';
import { t, told } from '../words';

export interface TruthParts {
  readonly extensionUri: vscode.Uri;
  readonly session: RunSession;
  readonly errors: Errors;
  readonly log: vscode.LogOutputChannel;
  /** Starts a run in the panel; arguments as a keybinding gives them. */
  readonly start: (card: ScenarioCard, args: readonly unknown[], setup: Setup) => Promise<void>;
  /** Where the lab's bundle is. */
  readonly labPath: () => string;
  readonly settings: () => Settings;
}

/**
 * The truth table: its view, and the cells that were measured in this window. It measures while the view is open and
 * no longer; what is known is kept until somebody measures again.
 */
export class TruthDesk implements Disposable {
  readonly #parts: TruthParts;
  readonly measurement: Measurement;
  readonly view: SideView<TruthIntent, TruthMessage>;
  readonly #listening: readonly Disposable[];

  constructor(parts: TruthParts) {
    this.#parts = parts;
    const { extensionUri, log, session, labPath } = parts;
    this.measurement = new Measurement({
      // The panel's own seed: "Run this" shows the very run that was measured.
      play: (scenario, setup, canceled) =>
        playThrough(
          labPath(),
          { scenario, setup, seed: session.seed, inject: [], ...ownRedis(parts.settings()) },
          canceled,
        ),
      atOnce: availableParallelism(),
      now: () => performance.now(),
    });
    this.view = new SideView({
      extensionUri,
      log,
      type: 'authLab.truth',
      title: t('Auth Lab: Truth Table'),
      files: 'truth',
      parse: (message) => parseWith<TruthIntent>(truthIntent, message, 'A message of the truth table'),
      snapshot: () => this.measurement.table,
    });
    this.#listening = [
      this.measurement.onTell((message) => this.view.post(message)),
      this.view.onIntent((intent) => this.#obey(intent)),
      this.view.onClose(() => this.measurement.cancel()),
    ];
  }

  /** Opens the table, and measures what is not known yet. */
  open(): void {
    this.view.reveal();
    void this.measurement.resume();
  }

  dispose(): Promise<void> {
    for (const each of this.#listening) each.dispose();
    this.view.dispose();
    return this.measurement.dispose();
  }

  async #obey(intent: Exclude<TruthIntent, { type: 'ready' }>): Promise<void> {
    try {
      switch (intent.type) {
        case 'measure':
          return await this.measurement.again();
        case 'resume':
          return await this.measurement.resume();
        case 'cancel':
          return await this.measurement.cancel();
        case 'run':
          return await this.run(intent.row, intent.column);
        case 'copy':
          await vscode.env.clipboard.writeText(truthMarkdown(this.measurement.table, t, told));
          this.view.post({ type: 'copied' });
          return;
        default:
          return intent satisfies never;
      }
    } catch (error) {
      this.#parts.errors.tell(problems.commandBroke(`truth table, ${intent.type}`, error));
    }
  }

  /** Starts the run of a cell in the panel, held before its first step. */
  async run(row: string, column: string, args: readonly unknown[] = []): Promise<void> {
    const place = findPlace(row, column);
    if (!place) return;
    const { id, title, teaches } = place.row.scenario;
    await this.#parts.start({ id, title, teaches }, [{ ...(args[0] as object), hold: true }], runFor(place).setup);
  }
}
