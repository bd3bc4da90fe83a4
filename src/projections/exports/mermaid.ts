import type { ActorId, Trace } from '../../model';
import { diagram, type Diagram, type Item, type Message, type Note } from '../diagram';
import { mermaidText } from './mermaid-text';

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
 * A diagram as mermaid text that renders as it stands, in mermaid 11 and 12 and in GitHub's Markdown.
 * Recorded text cannot become syntax. GitHub renders up to 50,000 characters, some 600 messages.
 */
export function diagramToMermaid(shown: Diagram, title?: string): string {
  const ids = new Map<ActorId, string>(shown.actors.map((actor, index) => [actor.id, `p${String(index + 1)}`]));
  const lines = ['sequenceDiagram'];
  if (title !== undefined) lines.push(`  title ${mermaidText(title)}`);
  lines.push('  autonumber');
  for (const actor of shown.actors) lines.push(`  participant ${idOf(ids, actor.id)} as ${mermaidText(actor.label)}`);
  const writer = new MermaidWriter(ids);
  for (const section of shown.sections) {
    lines.push('', ...writer.heading(section.title));
    for (const item of section.items) lines.push(...writer.item(item));
  }
  return `${[...lines, ...writer.end()].join('\n')}\n`;
}

/** Keeps count of the open bars: mermaid refuses to end one that has not begun. */
class MermaidWriter {
  readonly #open = new Map<ActorId, number>();

  constructor(private readonly ids: ReadonlyMap<ActorId, string>) {}

  heading(title: string): string[] {
    return this.ids.size === 0 ? [] : [`  Note over ${this.#span([...this.ids.keys()])}: ▸ ${mermaidText(title)}`];
  }

  item(item: Item): string[] {
    return item.type === 'note' ? this.#note(item) : this.#message(item);
  }

  /** Bars that are still open when the diagram ends. */
  end(): string[] {
    return [...this.#open].flatMap(([actor, open]) =>
      Array<string>(open).fill(`  deactivate ${idOf(this.ids, actor)}`),
    );
  }

  #note({ over, label }: Note): string[] {
    return [`  Note over ${this.#span(over)}: ${mermaidText(label)}`];
  }

  #message(message: Message): string[] {
    const { from, to, shape, lost, label, activates, deactivates } = message;
    const arrow = ARROWS[shape][lost ? 1 : 0];
    const lines = [`  ${idOf(this.ids, from)}${arrow}${idOf(this.ids, to)}: ${mermaidText(label)}`];
    if (activates !== undefined) {
      this.#open.set(activates, (this.#open.get(activates) ?? 0) + 1);
      lines.push(`  activate ${idOf(this.ids, activates)}`);
    }
    const open = deactivates === undefined ? 0 : (this.#open.get(deactivates) ?? 0);
    if (deactivates !== undefined && open > 0) {
      this.#open.set(deactivates, open - 1);
      lines.push(`  deactivate ${idOf(this.ids, deactivates)}`);
    }
    return lines;
  }

  /** One lane, or the outermost two: a note takes no more. */
  #span(over: readonly ActorId[]): string {
    const columns = [...this.ids.keys()];
    const sorted = [...over].sort((a, b) => columns.indexOf(a) - columns.indexOf(b));
    const [first = '', last = first] = [sorted[0], sorted.at(-1)];
    return first === last ? idOf(this.ids, first) : `${idOf(this.ids, first)},${idOf(this.ids, last)}`;
  }
}

/** Ids are ours: an actor's own could be a keyword. */
function idOf(ids: ReadonlyMap<ActorId, string>, actor: ActorId): string {
  return ids.get(actor) ?? 'p0';
}
