import type { Actor, ActorId, Trace } from '../../model';
import { diagram, type Diagram, type Item, type Message, type Note, type Section } from '../diagram';
import { clip, count } from '../words';
import { mermaidText } from './mermaid-text';

/** Mermaid draws no text longer than this (its `maxTextSize`), and GitHub leaves it at that. In characters. */
export const MERMAID_LIMIT = 50_000;

/** Kept free for the last words of a diagram that was cut off. */
const RESERVE = 400;

/** A run as mermaid text: what `--format mermaid` prints. */
export function toMermaid(trace: Trace): string {
  const started = trace.find((event) => event.kind === 'run.started');
  return diagramToMermaid(diagram(trace), started?.data.title);
}

const ARROWS: Readonly<Record<Message['shape'], readonly [arrived: string, lost: string]>> = {
  request: ['->>', '-x'],
  ask: ['->>', '-x'],
  response: ['-->>', '--x'],
  answer: ['-->>', '--x'],
  self: ['->>', '-x'],
  copy: ['-)', '-x'],
};

/**
 * A diagram as one mermaid text that renders as it stands, in mermaid 11 and 12 and in GitHub's Markdown. Recorded
 * text cannot become syntax. A diagram that is too long for mermaid, from some 600 messages on, is folded: acts are
 * drawn whole from the first on as long as there is room, and of the others a note says how many messages they had.
 */
export function diagramToMermaid(shown: Diagram, title?: string, limit = MERMAID_LIMIT): string {
  const whole = writePart(shown.actors, shown.sections, { title, number: 1, open: [] }).source;
  return whole.length <= limit ? whole : folded(shown, title, limit);
}

/** A piece of a diagram that mermaid can draw, and what it shows. */
export interface MermaidPart {
  readonly source: string;
  readonly sections: readonly Section[];
}

/**
 * The whole diagram in as many mermaid texts as it takes, cut between acts where that is possible. Numbers and open
 * bars go on from one part to the next.
 */
export function mermaidParts(shown: Diagram, title?: string, limit = MERMAID_LIMIT): MermaidPart[] {
  const parts: MermaidPart[] = [];
  let number = 1;
  let open: readonly ActorId[] = [];
  for (const sections of cutUp(shown, limit)) {
    const part = writePart(shown.actors, sections, { title, number, open });
    parts.push({ source: part.source, sections });
    number += sections.flatMap(({ items }) => items).filter(({ type }) => type === 'message').length;
    open = part.open;
  }
  return parts;
}

interface PartStart {
  readonly title: string | undefined;
  /** Number of its first message. */
  readonly number: number;
  /** Lanes whose bar goes on from before, one entry per bar. */
  readonly open: readonly ActorId[];
}

function writePart(
  actors: readonly Actor[],
  sections: readonly Section[],
  start: PartStart,
): { source: string; open: readonly ActorId[] } {
  const writer = new MermaidWriter(actors, start.open);
  const lines = writer.head(start);
  for (const section of sections) {
    lines.push('', ...writer.heading(section.title));
    for (const item of section.items) lines.push(...writer.item(item));
  }
  return { source: `${[...lines, ...writer.end()].join('\n')}\n`, open: writer.open };
}

/** Sections in groups that each fit; one that is too long by itself is cut between its items. */
function cutUp({ actors, sections }: Diagram, limit: number): Section[][] {
  const ruler = new MermaidWriter(actors, []);
  const empty = length(ruler.head({ title: undefined, number: 1, open: [] })) + RESERVE;
  const groups: Section[][] = [];
  let group: Section[] = [];
  let used = empty;
  const turn = (): void => {
    if (group.length > 0) groups.push(group);
    group = [];
    used = empty;
  };
  for (const { id, title, items } of sections) {
    const heading = length(['', ...ruler.heading(title)]);
    // Every bar that is open at the end has to be ended, and begun again.
    const sizes = items.map((item) => length(ruler.item(item)) + 40);
    const size = heading + sizes.reduce((sum, each) => sum + each, 0);
    if (used + size > limit) turn();
    let piece: Item[] = [];
    used += heading;
    items.forEach((item, index) => {
      const next = sizes[index] ?? 0;
      if (used + next > limit && piece.length > 0) {
        group.push({ id, title, items: piece });
        turn();
        piece = [];
        used += heading;
      }
      piece.push(item);
      used += next;
    });
    group.push({ id, title, items: piece });
  }
  turn();
  return groups.length === 0 ? [[]] : groups;
}

function folded({ actors, sections }: Diagram, title: string | undefined, limit: number): string {
  const writer = new MermaidWriter(actors, []);
  const lines = writer.head({ title, number: 1, open: [] });
  let used = length(lines) + RESERVE;
  const fits = (more: readonly string[], kept = 0): boolean =>
    used + kept + length(more) + length(writer.end()) + 40 <= limit;
  const write = (more: readonly string[]): void => {
    lines.push(...more);
    used += length(more);
  };
  const note = ({ items }: Section, from: number): string[] => {
    const amount = count(items.length - from, from === 0 ? 'item' : 'more item');
    return writer.note(`${amount} folded: too long for one diagram`);
  };
  const shortest = sections.map((section) => length(['', ...writer.heading(section.title), ...note(section, 0)]));
  // What is left over for the acts to come: a heading for each, if that leaves enough for messages.
  let later = Math.min(
    shortest.reduce((sum, each) => sum + each, 0),
    Math.floor(limit / 3),
  );
  let number = 1;
  let skipped = false;
  for (const [index, section] of sections.entries()) {
    later = Math.max(0, later - (shortest[index] ?? 0));
    const opening = ['', ...writer.heading(section.title)];
    if (!fits([...opening, ...note(section, 0)])) {
      const rest = sections.slice(index);
      const items = rest.reduce((sum, each) => sum + each.items.length, 0);
      write(
        writer.note(
          `${count(rest.length, 'more act')} with ${count(items, 'item')} left out: too long for one diagram`,
        ),
      );
      break;
    }
    write(opening);
    let drawn = 0;
    for (const item of section.items) {
      const renumber = skipped && item.type === 'message' ? [`  autonumber ${String(number)}`] : [];
      if (!fits([...renumber, ...writer.probe(item), ...note(section, 1)], later)) break;
      write([...renumber, ...writer.item(item)]);
      if (item.type === 'message') [skipped, number] = [false, number + 1];
      drawn += 1;
    }
    if (drawn === section.items.length) continue;
    write([...note(section, drawn), ...writer.cut()]);
    const left = section.items.slice(drawn).filter(({ type }) => type === 'message').length;
    number += left;
    skipped ||= left > 0;
  }
  return `${[...lines, ...writer.end()].join('\n')}\n`;
}

/** Characters of some lines, their line feeds included. */
function length(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

/** Keeps count of the open bars: mermaid refuses to end one that has not begun. */
class MermaidWriter {
  readonly #ids: ReadonlyMap<ActorId, string>;
  readonly #open = new Map<ActorId, number>();

  constructor(
    private readonly actors: readonly Actor[],
    open: readonly ActorId[],
  ) {
    // Ids are ours: an actor's own could be a keyword.
    this.#ids = new Map(actors.map((actor, index) => [actor.id, `p${String(index + 1)}`]));
    for (const lane of open) this.#open.set(lane, (this.#open.get(lane) ?? 0) + 1);
  }

  /** Lanes with an open bar, one entry per bar. */
  get open(): ActorId[] {
    return [...this.#open].flatMap(([actor, bars]) => Array<ActorId>(bars).fill(actor));
  }

  head({ title, number }: PartStart): string[] {
    return [
      'sequenceDiagram',
      ...(title === undefined ? [] : [`  title ${mermaidText(clip(title, 120))}`]),
      number === 1 ? '  autonumber' : `  autonumber ${String(number)}`,
      ...this.actors.map((actor) => `  participant ${this.#id(actor.id)} as ${mermaidText(clip(actor.label, 60))}`),
      ...this.open.map((lane) => `  activate ${this.#id(lane)}`),
    ];
  }

  heading(title: string): string[] {
    return this.#over(`▸ ${mermaidText(title)}`);
  }

  /** Words of the diagram's own, over all lanes. */
  note(words: string): string[] {
    return this.#over(mermaidText(words));
  }

  item(item: Item): string[] {
    return item.type === 'note' ? this.#note(item) : this.#message(item);
  }

  /** What `item` would write at most, without writing it. */
  probe(item: Item): string[] {
    if (item.type === 'note') return this.#note(item);
    return [this.#arrow(item), '  activate p000', '  deactivate p000'];
  }

  /** Bars that are still open when the diagram ends. */
  end(): string[] {
    return this.open.map((lane) => `  deactivate ${this.#id(lane)}`);
  }

  /** Ends every open bar: what follows is not what would have ended it. */
  cut(): string[] {
    const lines = this.end();
    this.#open.clear();
    return lines;
  }

  #over(text: string): string[] {
    return this.#ids.size === 0 ? [] : [`  Note over ${this.#span([...this.#ids.keys()])}: ${text}`];
  }

  #note({ over, label }: Note): string[] {
    return [`  Note over ${this.#span(over)}: ${mermaidText(label)}`];
  }

  #message(message: Message): string[] {
    const { activates, deactivates } = message;
    const lines = [this.#arrow(message)];
    if (activates !== undefined) {
      this.#open.set(activates, (this.#open.get(activates) ?? 0) + 1);
      lines.push(`  activate ${this.#id(activates)}`);
    }
    const open = deactivates === undefined ? 0 : (this.#open.get(deactivates) ?? 0);
    if (deactivates !== undefined && open > 0) {
      this.#open.set(deactivates, open - 1);
      lines.push(`  deactivate ${this.#id(deactivates)}`);
    }
    return lines;
  }

  #arrow({ from, to, shape, lost, label }: Message): string {
    return `  ${this.#id(from)}${ARROWS[shape][lost ? 1 : 0]}${this.#id(to)}: ${mermaidText(label)}`;
  }

  /** One lane, or the outermost two: a note takes no more. */
  #span(over: readonly ActorId[]): string {
    const columns = [...this.#ids.keys()];
    const sorted = [...over].sort((a, b) => columns.indexOf(a) - columns.indexOf(b));
    const [first = '', last = first] = [sorted[0], sorted.at(-1)];
    return first === last ? this.#id(first) : `${this.#id(first)},${this.#id(last)}`;
  }

  #id(actor: ActorId): string {
    return this.#ids.get(actor) ?? 'p0';
  }
}
