import { VERDICT_WORDS, type TruthCellCard, type TruthTable } from '../../model/truth-protocol';
import { inEnglish, type Say } from '../../projections/phrasebook';

/** A sign beside each word, as the view has one. */
const SIGNS = { in: '✓', out: '→', error: '✕', 'wrong-role': '≠' } as const;

/** The table as GitHub's Markdown, with what contradicts common tables and what cannot be below it. */
export function truthMarkdown(
  { columns, rows, cells }: Pick<TruthTable, 'columns' | 'rows' | 'cells'>,
  say: Say = inEnglish,
  told: (sentence: string) => string = (sentence) => sentence,
): string {
  const notes: string[] = [];
  const cellOf = (row: string, column: string): TruthCellCard | undefined =>
    cells.find((cell) => cell.row === row && cell.column === column);
  const line = (texts: readonly string[]): string => `| ${texts.map(plain).join(' | ')} |`;
  const body = rows.map((row) =>
    line([
      say(row.title),
      ...columns.map((column) => {
        const cell = cellOf(row.id, column.id);
        if (!cell) return '…';
        if (cell.kind === 'none') return '–';
        if (cell.kind === 'failed') return '?';
        const word = `${SIGNS[cell.verdict]} ${say(VERDICT_WORDS[cell.verdict].word)}`;
        if (!cell.claim) return word;
        const said = say(
          '{0}, {1}: often said to be “{2}”. {3} Measured: {4}',
          say(row.title),
          say(column.title),
          say(VERDICT_WORDS[cell.claim.says].word),
          say(cell.claim.correction ?? ''),
          told(cell.why),
        );
        return `${word} (${String(notes.push(said))})`;
      }),
    ]),
  );
  const legend = Object.entries(VERDICT_WORDS).map(
    ([verdict, { word, means }]) => `${SIGNS[verdict as keyof typeof SIGNS]} **${say(word)}**: ${say(means)}`,
  );
  return [
    line([say('What happens to a user who is logged in'), ...columns.map(({ title }) => say(title))]),
    `|${' --- |'.repeat(columns.length + 1)}`,
    ...body,
    '',
    [...legend, `– ${say('It cannot happen there.')}`].join(' '),
    ...(notes.length === 0 ? [] : ['', say('Where a run shows something else than is often written:'), '']),
    ...notes.map((note, index) => `${String(index + 1)}. ${plain(note)}`),
    '',
    say('Measured by Auth Lab: every cell is a run with real servers.'),
    '',
  ].join('\n');
}

/** Nothing in it is markup. The words are ours; an error's may be anything. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&').replace(/\s+/g, ' ');
}
