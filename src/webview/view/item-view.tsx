import type { JSX } from 'preact';
import type { Item } from '../../projections/diagram';
import type { Edge } from '../../projections/folding';
import { labelRoom, type Stroke } from '../diagram/plan';
import { laneIndex, type Geometry } from '../diagram/geometry';
import { LOOP_WIDTH } from '../diagram/mermaid-config';
import type { Row } from '../diagram/mermaid-dom';
import type { Mark } from '../panel/mark';
import { t } from '../host/words';
import { useDesk } from './context';
import { Gutter } from './gutter';
import { Icon, TONE_WORDS, ToneMark } from './icons';

interface ItemProps {
  readonly item: Item;
  readonly number: number;
  /** Where it stands in its exchange; null for one of none. */
  readonly edge: Edge | null;
  readonly row: Row;
  readonly geometry: Geometry;
  readonly stroke: Stroke | undefined;
  readonly selected: boolean;
  readonly tabbable: boolean;
  readonly fresh: boolean;
  /** False while nothing is drawn under it. */
  readonly painted: boolean;
}

const MARK_WORDS: Readonly<Record<Mark, string>> = {
  common: '',
  same: '',
  differs: t(', differs from the other branch'),
  only: t(', in this branch only'),
  ahead: '',
};

/** As in diagram.css. */
const LINE_HEIGHT = 17;

/** Where the label of an item stands, in px within its segment. */
interface Place {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  readonly align: 'middle' | 'start';
  /** The stretch that can be pressed. */
  readonly from: number;
  readonly to: number;
}

/** The written side of a message or note: its label, its number, and what can be pressed. */
export function ItemView({
  item,
  number,
  edge,
  row,
  geometry,
  stroke,
  selected,
  tabbable,
  fresh,
  painted,
}: ItemProps): JSX.Element {
  const { steering, panel } = useDesk();
  const mark = panel.marks.value?.get(item.seq);
  const place = placeOf(item, row, geometry, stroke);
  const top = row.top;
  const hides = item.type === 'note' ? item.hides : undefined;
  const stops = panel.stopsAt.value.has(item.seq);
  const toItself = stroke !== undefined && stroke.type === 'message' && stroke.from === stroke.to;
  const lines = toItself ? 2 : (stroke?.lines ?? 2);
  return (
    <li
      class="item"
      value={number}
      data-kind={item.type}
      data-tone={item.tone}
      data-fresh={fresh ? '' : undefined}
      data-seq={item.seq}
      data-mark={mark}
      data-fold={hides ? '' : undefined}
    >
      <Gutter item={item} number={number} edge={edge} row={row} line={numberLine(item, row)} stops={stops} />
      <button
        type="button"
        class="press"
        data-testid={painted ? (hides ? 'fold' : item.type === 'note' ? 'note' : 'message') : undefined}
        data-seq={item.seq}
        tabIndex={tabbable ? 0 : -1}
        aria-current={selected ? 'true' : undefined}
        aria-expanded={hides ? 'false' : undefined}
        aria-label={[
          nameOf(item, number, geometry),
          mark === undefined ? '' : MARK_WORDS[mark],
          stops ? t(', breakpoint') : '',
        ].join('')}
        title={hides ? t('Show {0} folded steps', hides.length) : item.label}
        style={{
          left: `${String(place.from)}px`,
          width: `${String(place.to - place.from)}px`,
          top: `${String(top)}px`,
          height: `${String(row.bottom - top + (item.type === 'note' ? 0 : 6))}px`,
        }}
        onClick={() => (hides ? steering.unfold(item.seq) : steering.select(item.seq))}
        onFocus={() => steering.select(item.seq)}
      >
        <span
          class="label"
          data-align={place.align}
          style={{
            left: `${String(place.left - place.from)}px`,
            width: `${String(place.width)}px`,
            top: `${String(place.top - top)}px`,
            height: `${String(place.height)}px`,
          }}
        >
          <span class="text" dir="auto" style={{ WebkitLineClamp: lines }}>
            {hides && <Icon name="folded" size={12} />}
            <ToneMark tone={item.tone} />
            {item.label}
          </span>
        </span>
      </button>
    </li>
  );
}

function numberLine(item: Item, row: Row): number {
  if (item.type === 'note') return (row.top + row.bottom) / 2;
  return item.from === item.to ? row.line + 12 : row.line;
}

function placeOf(item: Item, row: Row, geometry: Geometry, stroke: Stroke | undefined): Place {
  const x = (lane: number): number => geometry.lanes[lane] ?? 0;
  if (item.type === 'note') {
    const width = stroke?.type === 'note' ? stroke.width : geometry.spacing;
    const lanes = item.over.map((id) => x(laneIndex(geometry, id)));
    const left = (Math.min(...lanes) + Math.max(...lanes)) / 2 - width / 2;
    return { left, width, top: row.top, height: row.bottom - row.top, align: 'middle', from: left, to: left + width };
  }
  const from = laneIndex(geometry, item.from);
  const to = laneIndex(geometry, item.to);
  if (from === to) {
    const left = x(from) + LOOP_WIDTH + 8;
    const width = Math.max(Math.min(250, geometry.width - left - 4), 60);
    return { left, width, top: row.line - 6, height: 37, align: 'start', from: x(from) - 8, to: left + width };
  }
  const [a, b] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
  const width = labelRoom(geometry, from, to) + 8;
  const height = (stroke?.lines ?? 1) * LINE_HEIGHT;
  return {
    left: (a + b) / 2 - width / 2,
    width,
    top: row.line - height - 3,
    height,
    align: 'middle',
    from: a - 8,
    to: b + 8,
  };
}

function nameOf(item: Item, number: number, geometry: Geometry): string {
  const name = (id: string): string => geometry.actors.find((actor) => actor.id === id)?.label ?? id;
  const tone = TONE_WORDS[item.tone];
  const end = `${item.label}${tone === '' ? '' : `, ${tone}`}`;
  if (item.type === 'note' && item.hides) {
    return t('{0} to {1}, folded. {2}', number, number + item.hides.length - 1, end);
  }
  if (item.type === 'note')
    return `${String(number)}. ${item.over.map(name).reduce((a, b) => t('{0} to {1}', a, b))}: ${end}`;
  const [from, to] = [name(item.from), name(item.to)];
  const said = item.from === item.to ? `${from}: ${end}` : t('{0} to {1}: {2}', from, to, end);
  return `${String(number)}. ${said}${item.lost ? t(', never arrived') : ''}`;
}
