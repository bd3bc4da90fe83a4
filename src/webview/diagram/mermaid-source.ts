import type { Plan, Stroke } from './plan';

/**
 * Writes a plan in mermaid's language. Participants are `L0`, `L1`…; every text is one dot per line, which keeps
 * recorded text out of mermaid altogether. The real labels are put over the drawing.
 */
export function mermaidSource({ lanes, open, strokes }: Plan): string {
  const bars = [...open];
  const lines = ['sequenceDiagram'];
  for (let lane = 0; lane < lanes; lane += 1) lines.push(`participant L${String(lane)}`);
  for (const lane of open) lines.push(`activate L${String(lane)}`);
  for (const stroke of strokes) {
    lines.push(statement(stroke));
    if (stroke.type === 'note') continue;
    if (stroke.activates !== null) {
      bars.push(stroke.activates);
      lines.push(`activate L${String(stroke.activates)}`);
    }
    if (stroke.deactivates !== null && bars.includes(stroke.deactivates)) {
      bars.splice(bars.lastIndexOf(stroke.deactivates), 1);
      lines.push(`deactivate L${String(stroke.deactivates)}`);
    }
  }
  // Mermaid draws no bar that never ends.
  for (const lane of bars.toReversed()) lines.push(`deactivate L${String(lane)}`);
  return `${lines.join('\n')}\n`;
}

function statement(stroke: Stroke): string {
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
