import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { VERDICT_WORDS, type TruthCellCard } from '../../model/truth-protocol';
import { useTruth } from './context';
import { cellWords } from './truth-model';
import { VerdictMark } from './verdict-mark';
import { t } from '../host/words';

/**
 * The table as a grid (ARIA Authoring Practices, data grid): one cell takes the focus, arrow keys move it, and what
 * has the focus is selected. Roles stand in words because a narrow view lays the same elements out as cards.
 */
export function Grid({ grid, onEnter }: { grid: RefObject<HTMLDivElement | null>; onEnter: () => void }): JSX.Element {
  const model = useTruth();
  const at = model.position.value;
  const columns = model.columns.value;
  const rows = model.rows.value;
  const moved = useRef(false);
  // Before the next key is heard: an effect that waits for the paint could focus a cell that was left meanwhile.
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const cell = grid.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]');
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    const [lastRow, lastColumn] = [rows.length - 1, columns.length - 1];
    // Two keys may come before the table is drawn again.
    const { row, column } = model.position.value;
    const all = event.ctrlKey;
    const target = {
      ArrowRight: { row, column: column + 1 },
      ArrowLeft: { row, column: column - 1 },
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      Home: { row: all ? 0 : row, column: 0 },
      End: { row: all ? lastRow : row, column: lastColumn },
      PageDown: { row: row + 6, column },
      PageUp: { row: row - 6, column },
    }[event.key];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onEnter();
    } else if (target) {
      event.preventDefault();
      moved.current = true;
      model.moveTo(target);
    }
  };

  return (
    <div
      class="truth-grid"
      role="grid"
      aria-label={t('What happens to a user who is logged in, by what keeps them logged in')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      ref={grid}
      onKeyDown={onKeyDown}
      data-testid="grid"
    >
      <div class="truth-row truth-head" role="row" aria-rowindex={1}>
        <div class="truth-corner" role="columnheader" aria-colindex={1}>
          {t('What happens')}
        </div>
        {columns.map(({ id, title }, index) => (
          <div
            class="truth-column"
            role="columnheader"
            aria-colindex={index + 2}
            data-here={index === at.column ? '' : undefined}
            key={id}
          >
            {t(title)}
          </div>
        ))}
      </div>
      {rows.map((row, rowIndex) => (
        <div class="truth-row" role="row" aria-rowindex={rowIndex + 2} key={row.id}>
          <div
            class="truth-incident"
            role="rowheader"
            aria-colindex={1}
            data-here={rowIndex === at.row ? '' : undefined}
          >
            {t(row.title)}
          </div>
          {columns.map((column, columnIndex) => (
            <Cell
              key={column.id}
              cell={model.cellAt(row.id, column.id)}
              column={t(column.title)}
              index={columnIndex + 2}
              selected={rowIndex === at.row && columnIndex === at.column}
              testId={`${row.id}/${column.id}`}
              onPick={() => {
                moved.current = true;
                model.moveTo({ row: rowIndex, column: columnIndex });
              }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function Cell({
  cell,
  column,
  index,
  selected,
  testId,
  onPick,
}: {
  cell: TruthCellCard | undefined;
  column: string;
  index: number;
  selected: boolean;
  testId: string;
  onPick: () => void;
}): JSX.Element {
  const said = cell?.kind === 'measured' && cell.claim !== null;
  return (
    <div
      class="truth-cell"
      role="gridcell"
      aria-colindex={index}
      aria-selected={selected}
      tabIndex={selected ? 0 : -1}
      data-testid={testId}
      data-kind={cell?.kind ?? 'waiting'}
      data-verdict={cell?.kind === 'measured' ? cell.verdict : undefined}
      data-said={said ? '' : undefined}
      onClick={onPick}
    >
      <span class="truth-cell-column" aria-hidden="true">
        {column}
      </span>
      <span class="sr-only">{cellWords(cell)}</span>
      <span class="truth-cell-words" aria-hidden="true">
        <CellFace cell={cell} />
      </span>
    </div>
  );
}

function CellFace({ cell }: { cell: TruthCellCard | undefined }): JSX.Element {
  if (!cell) return <span class="waiting-dot" />;
  switch (cell.kind) {
    case 'measured':
      return (
        <>
          <VerdictMark verdict={cell.verdict} />
          {t(VERDICT_WORDS[cell.verdict].word)}
        </>
      );
    case 'none':
      return <>–</>;
    case 'failed':
      return <>?</>;
    default:
      return cell satisfies never;
  }
}
