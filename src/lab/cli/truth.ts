import { availableParallelism } from 'node:os';
import { columns, truthRows, type Claim, type Verdict } from '../../content/truth';
import { measureTruth, type TruthCell } from '../../content/truth/measure';
import { playThrough } from '../../process/play-through';
import { LAB } from './play';

/** As a cell of the printed table. */
const WORDS: Readonly<Record<Verdict, string>> = { in: 'in', out: 'out', error: 'error', 'wrong-role': 'wrong role' };
const SEED = 'truth';

/** Measures the whole table and prints it. */
export async function truth(format: 'text' | 'json'): Promise<string> {
  const cells = await measureTruth(
    (scenario, setup) => playThrough(LAB, { scenario, setup, seed: SEED, inject: [] }),
    availableParallelism() + 1,
  );
  return format === 'json' ? `${JSON.stringify(cells, null, 2)}\n` : truthText(cells);
}

/** The table as text, with what contradicts common tables below it. */
export function truthText(cells: readonly TruthCell[]): string {
  const notes = new Notes();
  const heads = columns.map(({ title }) => title.split(' '));
  const first = Math.max(...truthRows.map(({ scenario }) => scenario.title.length));
  const widths = heads.map((words) => Math.max('wrong role [9]'.length, ...words.map((word) => word.length)));
  const line = (head: string, texts: readonly string[]): string =>
    [head.padEnd(first), ...texts.map((text, index) => text.padEnd(widths[index] ?? 0))].join('  ').trimEnd();
  const rows = truthRows.map((row) =>
    line(
      row.scenario.title,
      columns.map((column) => {
        const cell = cells.find((each) => each.row === row.id && each.column === column.id);
        if (!cell || 'cannot' in cell) return '-';
        const word = WORDS[cell.measured.verdict];
        return cell.contradicts
          ? `${word} [${notes.add(row.scenario.title, column.title, cell.contradicts, cell.measured.why)}]`
          : word;
      }),
    ),
  );
  const deepest = Math.max(...heads.map((words) => words.length));
  const headLines = Array.from({ length: deepest }, (_, depth) =>
    line(
      depth === 0 ? 'What happens to a user who is logged in' : '',
      heads.map((words) => words[depth] ?? ''),
    ),
  );
  return [
    ...headLines,
    '-'.repeat(first + widths.reduce((sum, width) => sum + width + 2, 0)),
    ...rows,
    '',
    'in: the page, as themselves. out: asked to log in. error: no answer, or one that blames the server.',
    'wrong role: the page, with a role that is no longer theirs. -: it cannot happen here.',
    ...notes.lines,
    '',
  ].join('\n');
}

/** What contradicts common tables, each reason once. */
class Notes {
  readonly #notes: { readonly key: string; readonly row: string; columns: string[]; claim: Claim; why: string }[] = [];

  /** @returns the number of the note */
  add(row: string, column: string, claim: Claim, why: string): number {
    const key = `${row}|${claim.correction ?? ''}`;
    const known = this.#notes.findIndex((note) => note.key === key);
    if (known !== -1) {
      this.#notes[known]?.columns.push(column);
      return known + 1;
    }
    return this.#notes.push({ key, row, columns: [column], claim, why });
  }

  get lines(): string[] {
    if (this.#notes.length === 0) return [];
    return [
      '',
      'Where a run shows something else than is often written:',
      ...this.#notes.flatMap(({ row, columns: titles, claim, why }, index) => [
        `  [${String(index + 1)}] ${row}. ${titles.join(', ')}: often said to be "${WORDS[claim.says]}".`,
        `      ${claim.correction ?? ''}`,
        `      Measured: ${why}`,
      ]),
    ];
  }
}
