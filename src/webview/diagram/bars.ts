import { BAR_WIDTH } from './mermaid-config';
import type { Row } from './mermaid-dom';
import type { Plan } from './plan';

/** A stretch of a lane on which somebody is at work. */
export interface Bar {
  readonly lane: number;
  /** How many other bars of its lane it lies upon. */
  readonly depth: number;
  /** In CSS pixels from the top of the drawing. */
  readonly from: number;
  readonly to: number;
}

/** How far right of its lane's middle a bar begins; those that lie upon others stand out, as mermaid has it. */
export function barLeft(depth: number): number {
  return ((depth - 1) * BAR_WIDTH) / 2;
}

/** The depth of each open bar, one entry per bar. */
export function depths(open: readonly number[]): number[] {
  return open.map((lane, index) => open.slice(0, index).filter((other) => other === lane).length);
}

/** The bars of a drawing, those behind before those that lie upon them. */
export function barsOf({ open, strokes }: Plan, rows: readonly Row[], height: number): Bar[] {
  const done: Bar[] = [];
  const running: { lane: number; depth: number; from: number }[] = [];
  const begin = (lane: number, from: number): void => {
    running.push({ lane, depth: running.filter((bar) => bar.lane === lane).length, from });
  };
  for (const lane of open) begin(lane, 0);
  for (const [index, stroke] of strokes.entries()) {
    const line = rows[index]?.line ?? 0;
    if (stroke.type === 'note') continue;
    if (stroke.activates !== null) begin(stroke.activates, line);
    const last = running.findLastIndex(({ lane }) => lane === stroke.deactivates);
    if (last >= 0) done.push(...running.splice(last, 1).map((bar) => ({ ...bar, to: line })));
  }
  return [...done, ...running.map((bar) => ({ ...bar, to: height }))].sort((a, b) => a.depth - b.depth);
}
