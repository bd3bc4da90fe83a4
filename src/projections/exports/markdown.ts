import type { Trace, TraceEvent } from '../../model';
import { relativeTime } from '../account';
import { diagram, type Item } from '../diagram';
import { Lanes } from '../lanes';
import { sentences } from '../sentence';
import { isoTime } from '../words';
import { markdownText } from './markdown-text';
import { mermaidParts } from './mermaid';

/**
 * A run as Markdown that renders as it stands on GitHub: the diagram in a mermaid fence, then each step with its
 * number in the diagram, its time and its explanation. A diagram that is too long for mermaid comes in parts, each
 * with its own steps. Recorded text cannot become markup. No secret is in it: neither labels nor sentences name one.
 */
export function toMarkdown(trace: Trace): string {
  const shown = diagram(trace);
  const started = trace.find((event) => event.kind === 'run.started');
  const told = sentences(trace);
  const lanes = new Lanes();
  for (const event of trace) lanes.learn(event);
  const events = new Map(trace.map((event) => [event.seq, event] as const));
  const began = started?.data.clock ?? trace[0]?.at ?? 0;

  const lines = [`# ${started ? markdownText(started.data.title) : 'A run'}`, ''];
  if (started) {
    const clock = isoTime(began) ?? String(began);
    lines.push(
      `Seed ${markdownText(started.data.seed)}. The run's own clock began at ${clock}; times count from there.`,
      '',
    );
  }
  const acts = new Set(trace.filter(({ kind }) => kind === 'act.started').map(({ seq }) => seq));
  const numbers = new Map([...acts].map((seq, index) => [seq, index + 1] as const));
  const parts = mermaidParts(shown, started?.data.title);
  let number = 0;
  for (const [index, { source, sections }] of parts.entries()) {
    if (parts.length > 1) lines.push(`**Diagram ${String(index + 1)} of ${String(parts.length)}**`, '');
    // The fence cannot be closed from inside: mermaid's text has no backtick left in it.
    lines.push('```mermaid', source.trimEnd(), '```', '');
    for (const { id, title, items } of sections) {
      const place = numbers.get(id);
      lines.push(`## ${place === undefined ? '' : `${String(place)}\\. `}${markdownText(title)}`, '');
      if (items.length === 0) lines.push('Nothing was recorded in this act.', '');
      for (const item of items) {
        if (item.type === 'message') number += 1;
        const name = (lane: string): string => markdownText(lanes.find(lane)?.label ?? lane);
        const event = events.get(item.seq);
        lines.push(`- ${headOf(item, number, name)}  `);
        lines.push(`  ${markdownText(told.get(item.seq) ?? '')}${detail(event, began)}`);
      }
      lines.push('');
    }
  }
  const ended = trace.findLast((event) => event.kind === 'run.ended');
  if (ended) lines.push(markdownText(told.get(ended.seq) ?? ''), '');
  return `${lines.join('\n').trimEnd()}\n`;
}

function headOf(item: Item, number: number, name: (lane: string) => string): string {
  const label = markdownText(item.label);
  if (item.type === 'note') return `**${label === '' ? '…' : label}**`;
  const ends = item.from === item.to ? name(item.from) : `${name(item.from)} → ${name(item.to)}`;
  return `**${String(number)}\\.** ${ends}: **${label === '' ? '…' : label}**${item.lost ? ' (lost)' : ''}`;
}

/** When it was, and which line of server code ran. */
function detail(event: TraceEvent | undefined, began: number): string {
  if (!event) return '';
  const { source } = event;
  const line = source === undefined ? '' : `, ${markdownText(source.file)}:${String(source.line)}`;
  return ` *(${relativeTime(event.at - began)}${line})*`;
}
