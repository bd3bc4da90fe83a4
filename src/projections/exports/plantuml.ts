import type { ActorId, ActorRole, Trace } from '../../model';
import { diagram, type Item, type Message } from '../diagram';
import { clip } from '../words';
import { plantUmlText } from './plantuml-text';

const SHAPES: Readonly<Record<ActorRole, string>> = {
  browser: 'actor',
  attacker: 'actor',
  balancer: 'boundary',
  server: 'participant',
  store: 'database',
  lab: 'participant',
};

const ARROWS: Readonly<Record<Message['shape'], readonly [arrived: string, lost: string]>> = {
  request: ['->', '->x'],
  ask: ['->', '->x'],
  response: ['-->', '-->x'],
  answer: ['-->', '-->x'],
  self: ['->', '->x'],
  copy: ['->>', '->>x'],
};

/** A run as a PlantUML sequence diagram. Recorded text cannot become syntax. Ends with a line feed. */
export function toPlantUml(trace: Trace): string {
  const shown = diagram(trace);
  const started = trace.find((event) => event.kind === 'run.started');
  // Ids are ours: an actor's own could be a keyword.
  const ids = new Map<ActorId, string>(shown.actors.map((actor, index) => [actor.id, `p${String(index + 1)}`]));
  const id = (actor: ActorId): string => ids.get(actor) ?? 'p0';
  const lines = ['@startuml'];
  if (started) lines.push(`title ${plantUmlText(clip(started.data.title, 120))}`);
  lines.push('autonumber', 'hide footbox');
  for (const actor of shown.actors) {
    lines.push(`${SHAPES[actor.role]} "${plantUmlText(clip(actor.label, 60))}" as ${id(actor.id)}`);
  }
  const bars = new Map<ActorId, number>();
  for (const section of shown.sections) {
    lines.push('', `== ${plantUmlText(section.title)} ==`);
    for (const item of section.items) lines.push(...itemLines(item, id, bars));
  }
  return `${[...lines, '@enduml'].join('\n')}\n`;
}

function itemLines(item: Item, id: (actor: ActorId) => string, bars: Map<ActorId, number>): string[] {
  const text = plantUmlText(item.label);
  if (item.type === 'note') return [`note over ${[...new Set(item.over.map(id))].join(', ')} : ${text}`];
  const { from, to, shape, lost, activates, deactivates } = item;
  const lines = [`${id(from)} ${ARROWS[shape][lost ? 1 : 0]} ${id(to)} : ${text}`];
  if (activates !== undefined) {
    bars.set(activates, (bars.get(activates) ?? 0) + 1);
    lines.push(`activate ${id(activates)}`);
  }
  const open = deactivates === undefined ? 0 : (bars.get(deactivates) ?? 0);
  if (deactivates !== undefined && open > 0) {
    bars.set(deactivates, open - 1);
    lines.push(`deactivate ${id(deactivates)}`);
  }
  return lines;
}
