import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import {
  VERDICT_WORDS,
  type TruthCellCard,
  type TruthIntent,
  type TruthMessage,
  type TruthProgress,
  type TruthTable,
} from '../../model/truth-protocol';
import type { TruthPosition } from './truth-door';
import { t } from '../host/words';

type Column = TruthTable['columns'][number];
type Row = TruthTable['rows'][number];

/** What stands under the reader's cursor. */
export interface Selected {
  readonly row: Row;
  readonly column: Column;
  /** Undefined as long as it is not known. */
  readonly cell: TruthCellCard | undefined;
}

/** What the view knows and where its reader stands. */
export class TruthModel {
  readonly columns = signal<readonly Column[]>([]);
  readonly rows = signal<readonly Row[]>([]);
  readonly cells = signal<ReadonlyMap<string, TruthCellCard>>(new Map());
  readonly progress = signal<TruthProgress | null>(null);
  readonly position = signal<TruthPosition>({ row: 0, column: 0 });
  /** For those who listen: what just happened. */
  readonly said = signal('');
  readonly selected: ReadonlySignal<Selected | null> = computed(() => {
    const row = this.rows.value[this.position.value.row];
    const column = this.columns.value[this.position.value.column];
    return row && column ? { row, column, cell: this.cellAt(row.id, column.id) } : null;
  });
  readonly #post: (intent: TruthIntent) => void;

  constructor(post: (intent: TruthIntent) => void, position: TruthPosition) {
    this.#post = post;
    this.position.value = position;
  }

  cellAt(row: string, column: string): TruthCellCard | undefined {
    return this.cells.value.get(`${row}/${column}`);
  }

  receive(message: TruthMessage): void {
    batch(() => {
      switch (message.type) {
        case 'snapshot':
          this.columns.value = message.columns;
          this.rows.value = message.rows;
          this.cells.value = new Map(message.cells.map((cell) => [keyOf(cell), cell]));
          this.#follow(message.progress);
          this.moveTo(this.position.value);
          return;
        case 'cell':
          this.cells.value = new Map(this.cells.value).set(keyOf(message.cell), message.cell);
          this.#follow(message.progress);
          return;
        case 'progress':
          this.#follow(message.progress);
          return;
        case 'copied':
          this.said.value = t('The table is on the clipboard, as Markdown.');
          return;
        default:
          message satisfies never;
      }
    });
  }

  /** Moves the cursor; beyond an edge it stays at the edge. */
  moveTo({ row, column }: TruthPosition): void {
    this.position.value = {
      row: Math.max(0, Math.min(row, this.rows.value.length - 1)),
      column: Math.max(0, Math.min(column, this.columns.value.length - 1)),
    };
  }

  ask(intent: TruthIntent): void {
    this.said.value = '';
    this.#post(intent);
  }

  /** Starts the run of the selected cell, if it has one. */
  runSelected(): void {
    const selected = this.selected.value;
    if (!selected || selected.cell?.kind === 'none') return;
    this.ask({ type: 'run', row: selected.row.id, column: selected.column.id });
  }

  /** Tells a listener how far measuring is: at its ends and at each quarter, not at each of the cells. */
  #follow(now: TruthProgress): void {
    const before = this.progress.value;
    this.progress.value = now;
    const quarter = ({ done, total }: TruthProgress): number => Math.floor((done * 4) / Math.max(total, 1));
    if (before?.phase !== now.phase || quarter(before) !== quarter(now)) this.said.value = inWords(now);
  }
}

/** How far measuring is, as a sentence. */
export function inWords({ phase, done, total, atOnce, took }: TruthProgress): string {
  switch (phase) {
    case 'measuring':
      return t('Measuring: {0} of {1} runs, {2} at a time.', done, total, atOnce);
    case 'canceled':
      return t('{0} of {1} runs are measured.', done, total);
    case 'done':
      return took === null
        ? t('All {0} runs are measured.', total)
        : t('All {0} runs are measured, in {1} seconds.', total, Math.round(took / 1000));
    default:
      return phase satisfies never;
  }
}

/** What a cell says, in words. */
export function cellWords(cell: TruthCellCard | undefined): string {
  if (!cell) return t('not measured yet');
  switch (cell.kind) {
    case 'measured':
      return cell.claim
        ? t('{0}, often said to be {1}', t(VERDICT_WORDS[cell.verdict].word), t(VERDICT_WORDS[cell.claim.says].word))
        : t(VERDICT_WORDS[cell.verdict].word);
    case 'none':
      return t('cannot happen here');
    case 'failed':
      return t('could not be measured');
    default:
      return cell satisfies never;
  }
}

function keyOf({ row, column }: TruthCellCard): string {
  return `${row}/${column}`;
}
