import type { Trace, TraceEvent } from '../model';
import { diagram, type Item } from './diagram';
import { groupsOf, type InspectionContext } from './inspection/event-groups';
import type { Group, Inspection } from './inspection/types';
import { Lanes } from './lanes';
import { sentence } from './sentence';

export type * from './inspection/types';

/**
 * Everything about the message or note that an event draws, or is evidence for.
 * @param seq position of the event in the trace
 * @returns null for a position that the trace does not have
 */
export function inspectEvent(trace: Trace, seq: number): Inspection | null {
  const selected = trace.find((event) => event.seq === seq);
  if (!selected) return null;
  const item = itemOf(trace, seq);
  const seqs = new Set(item ? [item.seq, ...(item.type === 'message' ? item.evidence : [])] : [seq]);
  const together = trace.filter((event) => seqs.has(event.seq));
  const main = together.find((event) => event.seq === item?.seq) ?? selected;
  return {
    seq: main.seq,
    title: item?.label ?? main.kind,
    sentence: sentence(trace, main.seq),
    source: main.source ?? together.find((event) => event.source !== undefined)?.source ?? null,
    events: together.map((event) => event.seq),
    groups: [...contentGroups(trace, main, together), ...recordGroups(together)],
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
    .find((item) => item.seq === seq || (item.type === 'message' && item.evidence.includes(seq)));
}
