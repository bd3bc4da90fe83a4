import { columns, truthRows } from '../../content/truth';
import { everyCell, measureTruth, runFor, type TruthCell, type TruthPlace } from '../../content/truth/measure';
import type { Setup } from '../../model';
import type { TruthCellCard, TruthMessage, TruthProgress, TruthTable } from '../../model/truth-protocol';
import type { Played } from '../../process/play-through';
import { Signal, type Disposable } from '../signal';
import { deploymentWords } from './deployment-words';

export interface MeasurementOptions {
  /** Plays one run; rejects when it could not be played, or when `canceled` was aborted and its processes are gone. */
  readonly play: (scenario: string, setup: Setup, canceled: AbortSignal) => Promise<Played>;
  /** How many runs at the same time. */
  readonly atOnce: number;
  /** Real milliseconds, from any beginning. */
  readonly now: () => number;
}

type Told = Extract<TruthMessage, { type: 'snapshot' | 'cell' | 'progress' }>;

/** The measured cells of the truth table, and the measuring that goes on. Cells stay known until all are forgotten. */
export class Measurement implements Disposable {
  readonly #options: MeasurementOptions;
  readonly #cells = new Map<string, TruthCellCard>();
  readonly #told = new Signal<Told>();
  /** Everything that a view has to be told. */
  readonly onTell = this.#told.event;
  #canceled: AbortController | null = null;
  /** The runs under way, whose processes are still there. */
  #ended: Promise<unknown> = Promise.resolve();
  #took: number | null = null;

  constructor(options: MeasurementOptions) {
    this.#options = options;
    for (const { row, column } of everyCell()) {
      const why = row.cannot[column.id];
      if (why !== undefined) this.#keep({ row: row.id, column: column.id, kind: 'none', why });
    }
  }

  get isMeasuring(): boolean {
    return this.#canceled !== null;
  }

  /** Resolves when no run of a measurement that was canceled, or is over, has a process left. */
  get quiet(): Promise<unknown> {
    return this.#ended;
  }

  get table(): TruthTable {
    return {
      type: 'snapshot',
      columns: columns.map(({ id, title }) => ({ id, title })),
      rows: truthRows.map(({ id, scenario }) => ({ id, title: scenario.title, teaches: scenario.teaches })),
      cells: everyCell().flatMap((place) => this.#cells.get(keyOf(place)) ?? []),
      progress: this.progress,
    };
  }

  get progress(): TruthProgress {
    const possible = everyCell().filter(isPossible);
    const done = possible.filter((place) => this.#cells.has(keyOf(place))).length;
    return {
      phase: this.isMeasuring ? 'measuring' : done === possible.length ? 'done' : 'canceled',
      done,
      total: possible.length,
      atOnce: this.#options.atOnce,
      took: this.#took,
    };
  }

  /** Measures what is not known. Does nothing while that is going on. */
  async resume(): Promise<void> {
    const wanted = everyCell().filter((place) => !this.#cells.has(keyOf(place)));
    if (this.isMeasuring || wanted.length === 0) return;
    const canceled = new AbortController();
    const began = this.#options.now();
    const fromScratch = wanted.length === everyCell().filter(isPossible).length;
    this.#canceled = canceled;
    this.#took = null;
    this.#tellProgress();
    const runs = new Set<Promise<unknown>>();
    const play = (scenario: string, setup: Setup): Promise<Played> => {
      const run = this.#options.play(scenario, setup, canceled.signal).catch((error: unknown) => {
        if (canceled.signal.aborted) throw error;
        // One cell that could not be measured takes no other with it; its reason stands in it.
        return { trace: [], notes: [error instanceof Error ? error.message : String(error)] };
      });
      runs.add(run);
      return run;
    };
    const measuring = measureTruth(play, this.#options.atOnce, (cell) => this.#learn(cell, canceled.signal), wanted);
    this.#ended = measuring.then(
      () => undefined,
      () => Promise.allSettled(runs),
    );
    await this.#ended;
    if (this.#canceled !== canceled) return;
    this.#canceled = null;
    if (fromScratch) this.#took = this.#options.now() - began;
    this.#tellProgress();
  }

  /** Ends what is going on; what is known stays. @returns when no process is left */
  async cancel(): Promise<void> {
    this.#canceled?.abort();
    this.#canceled = null;
    this.#tellProgress();
    await this.#ended;
  }

  /** Forgets everything and measures again. */
  async again(): Promise<void> {
    await this.cancel();
    for (const place of everyCell().filter(isPossible)) this.#cells.delete(keyOf(place));
    this.#took = null;
    const measuring = this.resume();
    this.#told.fire(this.table);
    await measuring;
  }

  dispose(): Promise<void> {
    const gone = this.cancel();
    this.#told.dispose();
    return gone;
  }

  #learn(cell: TruthCell, canceled: AbortSignal): void {
    if (canceled.aborted) return;
    const card = cardOf(cell);
    this.#keep(card);
    this.#told.fire({ type: 'cell', cell: card, progress: this.progress });
  }

  #keep(card: TruthCellCard): void {
    this.#cells.set(`${card.row}/${card.column}`, card);
  }

  #tellProgress(): void {
    this.#told.fire({ type: 'progress', progress: this.progress });
  }
}

/** What a cell shows. */
export function cardOf(cell: TruthCell): TruthCellCard {
  const place = { row: cell.row, column: cell.column };
  if ('cannot' in cell) {
    const isPossible = findPlace(cell.row, cell.column) !== undefined;
    return { ...place, kind: isPossible ? 'failed' : 'none', why: cell.cannot };
  }
  const { measured, contradicts, run } = cell;
  return {
    ...place,
    kind: 'measured',
    verdict: measured.verdict,
    why: measured.why,
    claim: contradicts && { says: contradicts.says, correction: contradicts.correction },
    deployment: deploymentWords(run.setup),
  };
}

/** The row and the column of a cell by their ids, or undefined for none that can be run. */
export function findPlace(row: string, column: string): TruthPlace | undefined {
  return everyCell().find((place) => place.row.id === row && place.column.id === column && isPossible(place));
}

export { runFor };

function isPossible({ row, column }: TruthPlace): boolean {
  return row.cannot[column.id] === undefined;
}

function keyOf({ row, column }: TruthPlace): string {
  return `${row.id}/${column.id}`;
}
