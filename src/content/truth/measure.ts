import type { Setup, Trace } from '../../model';
import { columns, contradicted, truthRows } from '.';
import type { Claim, ColumnId, Outcome, TruthColumn, TruthRow } from './types';
import { verdict } from './verdict';

/** What a run showed for one row and one column, or why there is none. */
export type TruthCell = { readonly row: string; readonly column: ColumnId } & (
  | {
      readonly measured: Outcome;
      /** What is commonly written instead, when the run shows something else. */
      readonly contradicts: Claim | null;
      /** The run that was measured. */
      readonly run: { readonly scenario: string; readonly setup: Setup };
    }
  /** Why it cannot happen here, or could not be measured. */
  | { readonly cannot: string }
);

/** A cell by the two that cross in it. */
export interface TruthPlace {
  readonly row: TruthRow;
  readonly column: TruthColumn;
}

/** Every cell, row by row. */
export function everyCell(): TruthPlace[] {
  return truthRows.flatMap((row) => columns.map((column) => ({ row, column })));
}

/** The run that a cell is read from. */
export function runFor({ row, column }: TruthPlace): { readonly scenario: string; readonly setup: Setup } {
  return { scenario: row.scenario.id, setup: { ...column.setup, ...row.setup } };
}

/**
 * Measures every cell of the truth table by a run of its own.
 * @param play plays one run and returns its trace and what the lab could not do; rejects when it could not play at all
 * @param atOnce how many runs at the same time
 * @param onCell called as each cell is known, in no particular order
 * @param wanted the cells to be measured; all of them unless some are known already
 * @returns the cells, row by row
 */
export async function measureTruth(
  play: (scenario: string, setup: Setup) => Promise<{ readonly trace: Trace; readonly notes: readonly string[] }>,
  atOnce: number,
  onCell: (cell: TruthCell) => void = () => undefined,
  wanted: readonly TruthPlace[] = everyCell(),
): Promise<TruthCell[]> {
  const cells: TruthCell[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < wanted.length; index = next++) {
      const { row, column } = wanted[index]!;
      const cell = await measure(row, column, play);
      cells[index] = cell;
      onCell(cell);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return cells;
}

async function measure(
  row: TruthRow,
  column: TruthColumn,
  play: Parameters<typeof measureTruth>[0],
): Promise<TruthCell> {
  const place = { row: row.id, column: column.id };
  const cannot = row.cannot[column.id];
  if (cannot !== undefined) return { ...place, cannot };
  const run = runFor({ row, column });
  const { trace, notes } = await play(run.scenario, run.setup);
  // A failure that could not strike would leave a cell that measures nothing.
  if (notes[0] !== undefined) return { ...place, cannot: notes[0] };
  const measured = verdict(trace);
  return { ...place, measured, contradicts: contradicted(row, column.id, measured.verdict), run };
}
