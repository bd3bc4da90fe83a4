import type { SourceLine, Trace } from '../model';
import { diagram, type Message } from '../projections/diagram';

/**
 * The line of teaching code behind a message: its own, that of the evidence which belongs to it, or else the line
 * that ran last in the same exchange before it.
 * @param seq the message's event
 */
export function codeLine(trace: Trace, seq: number): SourceLine | undefined {
  const event = trace[seq];
  if (event?.source) return event.source;
  const evidence = messageOf(trace, seq)?.evidence ?? [];
  const evident = evidence.map((each) => trace[each]?.source).find((source) => source !== undefined);
  if (evident || event?.exchange === undefined) return evident;
  return lastLine(trace.slice(0, seq).filter(({ exchange }) => exchange === event.exchange));
}

/** The line of teaching code that ran last. */
export function lastLine(trace: Trace): SourceLine | undefined {
  return trace.findLast(({ source }) => source !== undefined)?.source;
}

function messageOf(trace: Trace, seq: number): Message | undefined {
  return diagram(trace)
    .sections.flatMap(({ items }) => items)
    .find((item): item is Message => item.type === 'message' && item.seq === seq);
}
