import type { Trace, TraceEvent } from '../model';
import { diagram, type Item } from './diagram';
import { groupsOf, type InspectionContext } from './inspection/event-groups';
import type { Group, Inspection } from './inspection/types';
import { verdictsBehind } from './inspection/verdicts';
import { Lanes } from './lanes';
import { sentence } from './sentence';

export type * from './inspection/types';

/**
 * Everything about the message or note that an event draws, or is evidence for.
 * @param seq position of the event in the trace
 * @param known the item of this trace's diagram, or of a longer one, that the event draws or is evidence for; left
 *   out, the whole diagram is drawn to find it
 * @param tell gives the sentence about an event of this trace; who explains one after the other gives a `Narrator`'s
 * @returns null for a position that the trace does not have
 */
export function inspectEvent(trace: Trace, seq: number, known?: Item, tell = sentence): Inspection | null {
  const selected = eventAt(trace, seq);
  if (!selected) return null;
  const item = known && belongsTo(known, seq) ? known : itemOf(trace, seq);
  const seqs = new Set(item ? [item.seq, ...(item.type === 'message' ? item.evidence : [])] : [seq]);
  const together = [...seqs].flatMap((each) => eventAt(trace, each) ?? []).sort((a, b) => a.seq - b.seq);
  const main = together.find((event) => event.seq === item?.seq) ?? selected;
  return {
    seq: main.seq,
    title: item?.label ?? main.kind,
    sentence: tell(trace, main.seq),
    source: main.source ?? together.find((event) => event.source !== undefined)?.source ?? null,
    events: together.map((event) => event.seq),
    groups: [...contentGroups(trace, main, together), ...reasonGroups(trace, main), ...recordGroups(together)],
  };
}

function contentGroups(trace: Trace, main: TraceEvent, together: readonly TraceEvent[]): Group[] {
  const lanes = new Lanes();
  for (const event of trace) lanes.learn(event);
  const context: InspectionContext = { now: main.at, name: (id) => lanes.find(id)?.label ?? id, together };
  // The message itself first, then what else is known of it; ids stay unique within one inspection.
  const ordered = [main, ...together.filter((event) => event !== main)];
  const used = new Set<string>();
  return ordered.flatMap((event) =>
    groupsOf(event, context).map((group) => {
      const id = used.has(group.id) ? `${group.id}-${String(event.seq)}` : group.id;
      used.add(id);
      return { ...group, id };
    }),
  );
}

/** Why a server answered so: everything that was decided about the request before, the newest decision last. */
function reasonGroups(trace: Trace, main: TraceEvent): Group[] {
  if (main.kind !== 'response.started' && main.kind !== 'response.relayed') return [];
  return verdictsBehind(trace, main).map(({ event, verdict }) => ({
    id: `why-${String(event.seq)}`,
    title: verdict.title,
    blocks: [verdict],
  }));
}

/** Where it ran, and the events as they were recorded. */
function recordGroups(together: readonly TraceEvent[]): Group[] {
  const lines = together.flatMap(({ kind, source }) =>
    source
      ? [{ name: kind, value: `${source.file}:${String(source.line)}`, about: 'the line of server code that ran' }]
      : [],
  );
  return [
    ...(lines.length === 0
      ? []
      : [{ id: 'source', title: 'Server code', blocks: [{ type: 'rows' as const, rows: lines }] }]),
    {
      id: 'events',
      title: together.length === 1 ? 'Recorded event' : 'Recorded events',
      blocks: together.map((event) => ({
        type: 'code' as const,
        language: 'json' as const,
        pieces: [{ text: JSON.stringify(event, null, 2), mark: 'plain' as const }],
      })),
    },
  ];
}

function itemOf(trace: Trace, seq: number): Item | undefined {
  return diagram(trace)
    .sections.flatMap(({ items }) => items)
    .find((item) => belongsTo(item, seq));
}

function belongsTo(item: Item, seq: number): boolean {
  return item.seq === seq || (item.type === 'message' && item.evidence.includes(seq));
}

/** Events stand at their own number, but for a trace whose beginning was cut off. */
function eventAt(trace: Trace, seq: number): TraceEvent | undefined {
  const guess = trace[seq - (trace[0]?.seq ?? 0)];
  return guess?.seq === seq ? guess : trace.find((event) => event.seq === seq);
}
