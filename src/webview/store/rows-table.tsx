import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../view/icons';
import type { StoreRecord } from '../../model/store-records';
import { useModel } from './context';
import { keyOf, type StoreModel } from './model';
import { isOver, size, timeLeft } from './words';
import { t } from '../host/words';

/** Every row is as high, so that the browser holds only those in sight. Pixels; the stylesheet says the same. */
const ROW = 30;
const BEYOND = 8;

/** One page of rows. It has the keyboard as a whole: the arrows move within it. */
export function RowsTable(): JSX.Element {
  const model = useModel();
  const rows = model.rows.value;
  const several = rows.some(({ store }) => store !== undefined);
  const box = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 600 });
  const look = (): void => {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    setSight({ top: scrollTop, height: clientHeight });
  };
  useEffect(() => {
    if (!box.current) return;
    const watcher = new ResizeObserver(look);
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);

  const current = model.current.value;
  useEffect(() => {
    const area = box.current;
    if (!area) return;
    // The head stays in sight and hides the row under it.
    const [top, bottom] = [current * ROW, (current + 2) * ROW];
    if (top < area.scrollTop) area.scrollTop = top;
    else if (bottom > area.scrollTop + area.clientHeight) area.scrollTop = bottom - area.clientHeight;
  }, [current]);

  const from = Math.max(0, Math.floor(sight.top / ROW) - BEYOND);
  const to = Math.min(rows.length, Math.ceil((sight.top + sight.height) / ROW) + BEYOND);
  const allChosen = rows.length > 0 && rows.every((row) => model.chosen.value.has(keyOf(row)));
  const isInSight = current >= from && current < to;
  return (
    <div
      class="rows"
      role="grid"
      tabIndex={0}
      ref={box}
      aria-label={t('Sessions of this page')}
      aria-multiselectable="true"
      aria-describedby="rows-keys"
      aria-rowcount={rows.length + 1}
      aria-busy={model.reading.value}
      {...(rows.length > 0 && isInSight && { 'aria-activedescendant': `row-${current}` })}
      data-testid="rows"
      data-stores={several ? '' : undefined}
      onScroll={look}
      onKeyDown={(event) => obey(event, model)}
    >
      <div role="rowgroup" class="rows-head">
        <div role="row" aria-rowindex={1} class="row">
          <span role="columnheader" class="cell-choice">
            <button
              type="button"
              class="choice-all"
              tabIndex={-1}
              aria-label={allChosen ? t('Choose none') : t('Choose all of this page')}
              onClick={() => model.chooseAll(!allChosen)}
            >
              <Box on={allChosen} />
            </button>
          </span>
          <span role="columnheader">
            {model.card.value?.facts.kind === 'redis' && !model.card.value.demo ? t('Key') : t('Id')}
          </span>
          {several && <span role="columnheader">{t('Store')}</span>}
          <span role="columnheader">{t('User')}</span>
          <span role="columnheader">{t('Data')}</span>
          <span role="columnheader" class="cell-number">
            {t('Size')}
          </span>
          <span role="columnheader" class="cell-number">
            {t('Time to live')}
          </span>
        </div>
      </div>
      <div
        role="rowgroup"
        style={{ paddingTop: `${from * ROW}px`, paddingBottom: `${Math.max(0, rows.length - to) * ROW}px` }}
      >
        {rows.slice(from, to).map((row, offset) => (
          <Row key={keyOf(row)} row={row} index={from + offset} several={several} />
        ))}
        {rows.length === 0 && (
          <div role="row" class="row-empty" data-testid="empty">
            <span role="gridcell">{empty(model)}</span>
          </div>
        )}
      </div>
    </div>
  );
}

function Row({ row, index, several }: { row: StoreRecord; index: number; several: boolean }): JSX.Element {
  const model = useModel();
  const key = keyOf(row);
  const chosen = model.chosen.value.has(key);
  const opened = model.opened.value !== null && keyOf(model.opened.value.row) === key;
  const left = timeLeft(row, model.now.value);
  return (
    <div
      role="row"
      id={`row-${index}`}
      class="row"
      data-testid="row"
      data-current={index === model.current.value ? '' : undefined}
      data-opened={opened ? '' : undefined}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      onClick={(event) => {
        if (event.shiftKey) {
          model.chooseTo(index);
          return;
        }
        model.current.value = index;
        const onBox = event.target instanceof Element && event.target.closest('.cell-choice') !== null;
        if (onBox || event.ctrlKey || event.metaKey) model.choose(row, !chosen);
        else model.open(row);
      }}
    >
      <span role="gridcell" class="cell-choice">
        <Box on={chosen} />
      </span>
      <span role="gridcell" class="mono" title={row.id}>
        {row.id}
      </span>
      {several && <span role="gridcell">{row.store}</span>}
      <span role="gridcell" title={row.user ?? ''}>
        {row.user ?? <span class="faint">{t('nobody')}</span>}
      </span>
      <span role="gridcell" class="mono">
        {row.readable ? row.preview : <Unreadable preview={row.preview} />}
      </span>
      <span role="gridcell" class="cell-number">
        {size(row.bytes)}
      </span>
      <span role="gridcell" class="cell-number" data-over={isOver(row, model.now.value) ? '' : undefined}>
        {left}
      </span>
    </div>
  );
}

function Unreadable({ preview }: { preview: string }): JSX.Element {
  return (
    <>
      <span class="unreadable">{t('no JSON object')}</span> {preview}
    </>
  );
}

function Box({ on }: { on: boolean }): JSX.Element {
  return (
    <span class="box" data-on={on ? '' : undefined} aria-hidden="true">
      {on && <Icon name="good" size={12} />}
    </span>
  );
}

function empty({ reading, search, looked, next, problem }: StoreModel): string {
  if (problem.value !== null) return t('Nothing could be read.');
  if (reading.value) return t('Looking…');
  if (search.value !== '') return t('No session holds these words.');
  if (next.value !== null) return t('None so far. The next page goes on looking.');
  return looked.value > 0 ? t('Nothing here looks like a session.') : t('The store is empty.');
}

function obey(event: KeyboardEvent, model: StoreModel): void {
  const rows = model.rows.value;
  const at = model.current.value;
  const row = rows[at];
  const last = rows.length - 1;
  const jump = Math.max(1, Math.floor(((event.currentTarget as HTMLElement | null)?.clientHeight ?? 300) / ROW) - 2);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last, PageDown: at + jump, PageUp: at - jump }[
    event.key
  ];
  if (to !== undefined) {
    const index = Math.max(0, Math.min(last, to));
    if (event.shiftKey) model.chooseTo(index);
    else model.current.value = index;
  } else if (event.key === ' ' && row) model.choose(row, !model.chosen.value.has(keyOf(row)));
  else if (event.key === 'Enter' && row) model.open(row);
  else if (event.key === 'Delete' && model.mayChange.value) {
    model.act('destroy', model.chosenRows.value.length > 0 ? model.chosenRows.value : rows.slice(at, at + 1));
  } else if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey) && row) {
    const chosen = model.chosenRows.value;
    const ids = (chosen.length > 0 ? chosen : [row]).map(({ id }) => id);
    model.copy(ids.join('\n'), ids.length === 1 ? t('Id') : t('{0} ids', ids.length));
  } else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) model.chooseAll(true);
  else if (event.key === 'r' && !event.ctrlKey && !event.metaKey) model.refresh();
  else if (event.key === 'Escape' && model.opened.value) model.close();
  else if (event.key === 'Escape') model.chooseAll(false);
  else return;
  event.preventDefault();
}
