import type { Plan, Stroke } from './plan';

/**
 * Writes a sheet of strokes in mermaid's language, each under the one before and on its own bars. Participants are
 * `L0`, `L1`…; every text is one dot per line, which keeps recorded text out of mermaid altogether. The real labels are
 * put over the drawing.
 * @param strokes plans of one stroke each, all of one spacing
 */
export function mermaidSource(strokes: readonly Plan[]): string {
  const lines = ['sequenceDiagram'];
  for (let lane = 0; lane < lanesOf(strokes); lane += 1) lines.push(`participant L${String(lane)}`);
  for (const { open, strokes: own } of strokes) {
    for (const lane of open) lines.push(`activate L${String(lane)}`);
    lines.push(...own.map(statement));
    for (const lane of open) lines.push(`deactivate L${String(lane)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** How many lanes a sheet has. */
export function lanesOf(strokes: readonly Plan[]): number {
  return Math.max(...strokes.map(({ lanes }) => lanes));
}

/** One message or note. */
export function statement(stroke: Stroke): string {
  const from = `L${String(stroke.from)}`;
  const to = `L${String(stroke.to)}`;
  if (stroke.type === 'note') {
    const over = from === to ? from : `${from},${to}`;
    return `Note over ${over}: ${placeholder(stroke.lines)}`;
  }
  const arrow = `${stroke.dashed ? '--' : '-'}${stroke.lost ? 'x' : '>>'}`;
  return `${from}${arrow}${to}: nowrap: ${placeholder(stroke.lines)}`;
}

function placeholder(lines: number): string {
  return Array<string>(placeholderLines(lines)).fill('.').join('<br/>');
}

/** Every further line of a label is as high as two of mermaid's small ones. */
export function placeholderLines(lines: number): number {
  return 2 * lines - 1;
}
