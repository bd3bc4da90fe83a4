import type { ActorRole, Trace } from '../../model';
import type { Diagram, Item } from '../../projections/diagram';
import { barLeft, depths } from '../diagram/bars';
import type { Drafting } from '../diagram/drafting';
import type { Drawing } from '../diagram/drawing';
import { laneIndex, layLanes, type Geometry } from '../diagram/geometry';
import { LabelFit } from '../diagram/label-fit';
import { BAR_WIDTH, LOOP_WIDTH } from '../diagram/mermaid-config';
import { FIRST_LANE_X, type Row } from '../diagram/mermaid-dom';
import { labelRoom, type Plan } from '../diagram/plan';
import { pictured } from '../diagram/segment-picture';
import { cutSections, type LaneState, type Segment } from '../diagram/segments';
import { indexOfSeq } from '../panel/prefix';
import { breakLines, type Ruler } from './break-lines';
import { Colors } from './colors';

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 16;
const HEADER = 68;
const CARD = 44;
const BAND = 42;
const TAIL = 24;
const TITLE = 46;
const LINE = 17;
/** Room for each lane: wide enough that most labels stand in one line. */
const LANE_WIDTH = 250;
/** Signs that stand in texts instead of the panel's icons. */
const TONE_SIGNS: Readonly<Record<Item['tone'], string>> = { plain: '', good: '✓ ', warn: '⚠ ', bad: '✕ ' };
const DASHED_CARD: ReadonlySet<ActorRole> = new Set(['attacker']);

export interface Pictured {
  /** An SVG document that needs nothing beside it: no style sheet, no font of ours, no script. */
  readonly source: string;
  /** In px. */
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a whole diagram as one picture, in the colors and fonts that the page has at this moment.
 * @param title stands above it
 */
export async function standaloneSvg(
  shown: Diagram,
  events: Trace,
  title: string,
  drafting: Drafting,
): Promise<Pictured> {
  const style = getComputedStyle(document.body);
  const size = Number.parseFloat(style.getPropertyValue('--label-size')) || 13;
  const fit = new LabelFit(`${String(size)}px ${style.fontFamily}`);
  const geometry = layLanes(shown.actors, Math.max(shown.actors.length, 2) * LANE_WIDTH);
  const fate = (seq: number): 'ends' | 'starts' | null => {
    const kind = events[indexOfSeq(events, seq)]?.kind;
    return kind === 'node.exited' ? 'ends' : kind === 'node.started' ? 'starts' : null;
  };
  const { sections, after } = cutSections(shown.sections, geometry, fit, fate);
  const canvas = new Canvas(geometry, style.fontFamily, size);
  canvas.title(title);
  canvas.header();
  let number = 1;
  for (const section of sections) {
    canvas.band(section.title, section.before);
    for (const segment of section.segments) {
      const drawing = await drawn(drafting, segment.plan);
      if (drawing) canvas.segment(segment, drawing, number);
      number += segment.items.length;
    }
  }
  canvas.lanes(after, TAIL);
  return canvas.finish();
}

function drawn(drafting: Drafting, plan: Plan): Promise<Drawing | null> {
  const known = drafting.known(plan);
  if (known) return Promise.resolve(known);
  return new Promise((resolve) => drafting.order(plan, resolve));
}

/** The picture as it grows downwards. It stands in the page, out of sight, because only there it has colors. */
class Canvas {
  readonly #svg = element('svg', { class: 'drawing standalone' });
  readonly #colors = new Colors();
  readonly #widthOf: Ruler;
  readonly #boldWidthOf: Ruler;
  readonly #width: number;
  #y = MARGIN;

  constructor(
    readonly geometry: Geometry,
    readonly font: string,
    readonly size: number,
  ) {
    this.#width = geometry.width + 2 * MARGIN;
    this.#widthOf = ruler(`${String(size)}px ${font}`);
    this.#boldWidthOf = ruler(`600 ${String(size)}px ${font}`);
  }

  title(title: string): void {
    const lines = breakLines(title, this.#width - 2 * MARGIN, 1, this.#boldWidthOf);
    this.#text(lines, { x: MARGIN, y: this.#y + 20, anchor: 'start', color: '--ink', size: 16, weight: 600 });
    this.#y += TITLE;
  }

  header(): void {
    const { lanes, actors, spacing, halfCard } = this.geometry;
    const width = Math.min(spacing - 8, 2 * halfCard);
    for (const [index, { label, role }] of actors.entries()) {
      const x = this.#x(lanes[index] ?? 0);
      this.#shape('rect', {
        x: x - width / 2,
        y: this.#y,
        width,
        height: CARD,
        rx: 7,
        fill: '--fill',
        stroke: '--rule-strong',
        ...(DASHED_CARD.has(role) && { 'stroke-dasharray': '4 3' }),
      });
      const lines = breakLines(label, width - 10, 2, this.#boldWidthOf);
      this.#text(lines, {
        x,
        y: this.#y + CARD / 2 + 5 - ((lines.length - 1) * LINE) / 2,
        anchor: 'middle',
        color: '--ink',
        weight: 600,
      });
    }
    const top = this.#y;
    this.#y += CARD;
    this.lanes({ open: [], gone: [] }, HEADER - CARD);
    this.#y = top + HEADER;
  }

  band(title: string, before: LaneState): void {
    const top = this.#y;
    this.lanes(before, BAND);
    const room = this.#width - 2 * MARGIN;
    const lines = breakLines(title, room - 24, 1, this.#boldWidthOf);
    const end = MARGIN + 14 + (lines[0] === undefined ? 0 : this.#boldWidthOf(lines[0]));
    const middle = top + BAND / 2;
    this.#shape('rect', { x: MARGIN, y: middle - 10, width: end - MARGIN, height: 20, fill: '--bg' });
    this.#shape('line', { x1: end, x2: this.#width - MARGIN, y1: middle, y2: middle, stroke: '--rule' });
    this.#text(lines, { x: MARGIN + 6, y: middle + 5, anchor: 'start', color: '--ink', weight: 600 });
  }

  /** Lanes and open bars where nothing happens. */
  lanes({ open, gone }: LaneState, height: number): void {
    const group = element('g', { transform: `translate(${String(this.#x(0))} ${String(this.#y)})` });
    for (const [lane, x] of this.geometry.lanes.entries()) {
      group.append(
        element('line', {
          class: gone.includes(lane) ? 'lifeline-gone' : 'lifeline',
          x1: x,
          x2: x,
          y1: 0,
          y2: height,
        }),
      );
    }
    for (const [index, depth] of depths(open).entries()) {
      group.append(
        element('rect', {
          class: 'bar',
          x: (this.geometry.lanes[open[index] ?? 0] ?? 0) + barLeft(depth),
          y: 0,
          width: BAR_WIDTH,
          height,
        }),
      );
    }
    this.#svg.append(group);
    this.#y += height;
  }

  segment(segment: Segment, drawing: Drawing, start: number): void {
    const group = element('g', {
      transform: `translate(${String(this.#x(this.geometry.lanes[0] ?? 0) - FIRST_LANE_X)} ${String(this.#y)})`,
    });
    group.append(...pictured(drawing, segment, null).childNodes);
    this.#svg.append(group);
    for (const [index, item] of segment.items.entries()) {
      const row = drawing.rows[index];
      if (row) this.#label(item, row, start + index, segment.plan.strokes[index]);
    }
    this.#y += drawing.height;
  }

  finish(): Pictured {
    const height = this.#y + MARGIN;
    const host = document.createElement('div');
    host.className = 'sr-only';
    host.append(this.#svg);
    document.body.append(host);
    try {
      this.#resolve();
    } finally {
      host.remove();
    }
    const paper = element('rect', { width: this.#width, height, fill: this.#named('--bg') });
    this.#svg.prepend(this.#heads, paper);
    for (const [name, value] of Object.entries({
      xmlns: SVG,
      viewBox: `0 0 ${String(this.#width)} ${String(height)}`,
      width: this.#width,
      height,
      'font-family': this.font,
    }))
      this.#svg.setAttribute(name, String(value));
    this.#svg.removeAttribute('class');
    const source = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(this.#svg)}\n`;
    return { source, width: this.#width, height };
  }

  readonly #heads = element('defs', {});
  readonly #headIds = new Set<string>();

  /** An arrow's end in its own color: `context-stroke` is understood by few. */
  #head(kind: 'arrow' | 'cross', color: string): string {
    const id = `${kind}-${color.slice(1)}`;
    if (this.#headIds.has(id)) return `url(#${id})`;
    this.#headIds.add(id);
    const size = kind === 'arrow' ? 10 : 12;
    const marker = element('marker', {
      id,
      viewBox: `0 0 ${String(size)} ${String(size)}`,
      refX: kind === 'arrow' ? 8.5 : 12,
      refY: kind === 'arrow' ? 5 : 6,
      markerWidth: kind === 'arrow' ? 9 : 12,
      markerHeight: kind === 'arrow' ? 9 : 12,
      markerUnits: 'userSpaceOnUse',
      orient: 'auto',
    });
    marker.append(
      kind === 'arrow'
        ? element('path', { d: 'M0.5 0.8 9.5 5 0.5 9.2 2.6 5z', fill: color })
        : element('path', { d: 'M2 2l8 8M10 2l-8 8', fill: 'none', stroke: color, 'stroke-width': 2 }),
    );
    this.#heads.append(marker);
    return `url(#${id})`;
  }

  /** Writes down what the page's style sheet says of each shape, so that it looks the same without. */
  #resolve(): void {
    for (const shape of this.#svg.querySelectorAll<SVGElement>('[class]')) {
      if (shape === this.#svg) continue;
      const style = getComputedStyle(shape);
      const stroke = this.#colors.plain(style.stroke);
      shape.setAttribute('fill', this.#colors.plain(style.fill));
      shape.setAttribute('stroke', stroke);
      if (stroke !== 'none') shape.setAttribute('stroke-width', style.strokeWidth.replace('px', ''));
      if (style.strokeDasharray !== 'none')
        shape.setAttribute('stroke-dasharray', style.strokeDasharray.replaceAll('px', ''));
      if (style.strokeLinecap !== 'butt') shape.setAttribute('stroke-linecap', style.strokeLinecap);
      if (style.opacity !== '1') shape.setAttribute('opacity', style.opacity);
      if (shape.classList.contains('note')) shape.setAttribute('rx', '4');
      const end = shape.getAttribute('marker-end');
      if (end) shape.setAttribute('marker-end', this.#head(end.includes('cross') ? 'cross' : 'arrow', stroke));
      shape.removeAttribute('class');
      shape.removeAttribute('id');
      for (const name of shape.getAttributeNames()) if (name.startsWith('data-')) shape.removeAttribute(name);
    }
  }

  #label(item: Item, row: Row, number: number, stroke: Plan['strokes'][number] | undefined): void {
    const color = item.tone === 'plain' ? '--ink' : `--${item.tone}`;
    const label = `${TONE_SIGNS[item.tone]}${item.label}`;
    const numberY =
      item.type === 'note' ? (row.top + row.bottom) / 2 : item.from === item.to ? row.line + 12 : row.line;
    this.#text([String(number)], {
      x: MARGIN + 22,
      y: this.#y + numberY + 4,
      anchor: 'end',
      color: '--muted',
      size: 11,
    });
    const at = (id: string): number => this.#x(this.geometry.lanes[laneIndex(this.geometry, id)] ?? 0);
    if (item.type === 'note') {
      const lanes = item.over.map(at);
      const room = (stroke?.type === 'note' ? stroke.width : this.geometry.spacing) - 16;
      const lines = breakLines(label, room, stroke?.lines ?? 2, this.#widthOf);
      const middle = this.#y + (row.top + row.bottom) / 2;
      this.#text(lines, {
        x: (Math.min(...lanes) + Math.max(...lanes)) / 2,
        y: middle + 4.5 - ((lines.length - 1) * LINE) / 2,
        anchor: 'middle',
        color,
      });
      return;
    }
    const [from, to] = [laneIndex(this.geometry, item.from), laneIndex(this.geometry, item.to)];
    if (from === to) {
      const x = at(item.from) + LOOP_WIDTH + 10;
      const lines = breakLines(label, Math.max(Math.min(250, this.#width - MARGIN - x), 60), 2, this.#widthOf);
      const y = this.#y + row.line + 17 - ((lines.length - 1) * LINE) / 2;
      this.#text(lines, { x, y, anchor: 'start', color, paper: true });
      return;
    }
    const lines = breakLines(label, labelRoom(this.geometry, from, to) + 8, stroke?.lines ?? 1, this.#widthOf);
    this.#text(lines, {
      x: (at(item.from) + at(item.to)) / 2,
      y: this.#y + row.line - 8 - (lines.length - 1) * LINE,
      anchor: 'middle',
      color,
      paper: true,
    });
  }

  #text(
    lines: readonly string[],
    {
      x,
      y,
      anchor,
      color,
      size = this.size,
      weight,
      paper = false,
    }: {
      x: number;
      /** Base line of the first line. */
      y: number;
      anchor: 'start' | 'middle' | 'end';
      color: string;
      size?: number;
      weight?: number;
      /** Keeps lifelines from running through the words. */
      paper?: boolean;
    },
  ): void {
    for (const [index, line] of lines.entries()) {
      const text = element('text', {
        x: round(x),
        y: round(y + index * LINE),
        'text-anchor': anchor,
        'font-size': size,
        fill: this.#named(color),
        ...(weight !== undefined && { 'font-weight': weight }),
        ...(paper && {
          stroke: this.#named('--bg'),
          'stroke-width': 5,
          'stroke-linejoin': 'round',
          'paint-order': 'stroke',
        }),
      });
      text.textContent = writable(line);
      this.#svg.append(text);
    }
  }

  #shape(name: string, { fill, stroke, ...rest }: Record<string, string | number>): void {
    this.#svg.append(
      element(name, {
        ...rest,
        fill: fill === undefined ? 'none' : this.#named(String(fill)),
        ...(stroke !== undefined && { stroke: this.#named(String(stroke)) }),
      }),
    );
  }

  /** The value of one of the page's colors. */
  #named(name: string): string {
    const probe = document.createElement('span');
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const color = this.#colors.plain(getComputedStyle(probe).color);
    probe.remove();
    return color;
  }

  #x(x: number): number {
    return x + MARGIN;
  }
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function ruler(font: string): Ruler {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context) context.font = font;
  return (text) => context?.measureText(text).width ?? text.length * 7;
}

/** XML 1.0 §2.2: control characters and lone surrogates may not stand in a document in any form. */
function writable(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what must not be there
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
}
