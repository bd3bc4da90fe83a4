import type { Trace } from '../model';
import { diagram, type Item } from './diagram';
import { Lanes } from './lanes';
import { sentences } from './sentence';
import { clip, isoTime, oneLine } from './words';

const WIDTH = 90;
const INDENT = 14;

/**
 * A run as an account to read in a terminal: the acts as headings, then each message with its time, its ends, its
 * label and a sentence. Times are virtual and counted from the start of the run (m:ss.mmm).
 */
export function account(trace: Trace): string {
  const told = sentences(trace);
  const lanes = new Lanes();
  const times = new Map<number, number>();
  for (const event of trace) {
    lanes.learn(event);
    times.set(event.seq, event.at);
  }
  const started = trace.find((event) => event.kind === 'run.started');
  const ended = trace.findLast((event) => event.kind === 'run.ended');
  const began = started?.data.clock ?? trace[0]?.at ?? 0;
  const acts = new Set(trace.filter(({ kind }) => kind === 'act.started').map(({ seq }) => seq));

  const lines: string[] = [];
  if (started) {
    const title = oneLine(started.data.title);
    lines.push(...wrapped(title, ''), '='.repeat(Math.min(WIDTH, Array.from(title).length)), '');
    lines.push(
      ...wrapped(
        `Seed ${clip(started.data.seed, 60)}. The run's own clock began at ${isoTime(began) ?? String(began)}; times count from there.`,
        '',
      ),
    );
  }
  let number = 0;
  for (const section of diagram(trace).sections) {
    if (acts.has(section.id)) number += 1;
    const title = acts.has(section.id) ? `${String(number)}. ${section.title}` : section.title;
    lines.push('', ...underlined(title));
    if (section.items.length === 0) lines.push('', `${' '.repeat(INDENT)}Nothing was recorded in this act.`);
    for (const item of section.items) {
      const time = relativeTime((times.get(item.seq) ?? began) - began).padStart(INDENT - 2);
      const ends = headOf(item, (id) => clip(lanes.find(id)?.label ?? id, 40));
      lines.push('', ...wrapped(`${time}  ${ends}`, ' '.repeat(INDENT + 2)));
      lines.push(...wrapped(`${' '.repeat(INDENT)}${told.get(item.seq) ?? ''}`, ' '.repeat(INDENT)));
    }
  }
  if (ended) lines.push('', told.get(ended.seq) ?? '');
  return `${lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+/, '')}\n`;
}

function headOf(item: Item, name: (id: string) => string): string {
  if (item.type === 'note') return `[${item.label}]`;
  const ends = item.from === item.to ? name(item.from) : `${name(item.from)} → ${name(item.to)}`;
  return `${ends}: ${item.label}${item.lost ? ' (lost)' : ''}`;
}

function underlined(title: string): string[] {
  return [title, '-'.repeat(Math.min(WIDTH, Array.from(title).length))];
}

/** Milliseconds as "2:05.004", or "1:02:05.004" from an hour on. */
export function relativeTime(ms: number): string {
  const sign = ms < 0 ? '-' : '';
  const whole = Math.abs(Math.round(ms));
  const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
  const minutes = Math.floor(whole / 60_000);
  const rest = `${pad(Math.floor(whole / 1_000) % 60, 2)}.${pad(whole % 1_000, 3)}`;
  if (minutes < 60) return `${sign}${String(minutes)}:${rest}`;
  return `${sign}${String(Math.floor(minutes / 60))}:${pad(minutes % 60, 2)}:${rest}`;
}

/** Breaks a line at spaces; `indent` opens every line after the first. A word that is too long stays whole. */
function wrapped(text: string, indent: string): string[] {
  const lead = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = lead;
  let empty = true;
  for (const word of text.slice(lead.length).split(' ')) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
