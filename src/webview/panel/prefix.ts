import type { Trace } from '../../model';

/** The index of an event by its position in the trace, or -1. A trace whose beginning was cut off counts too. */
export function indexOfSeq(trace: Trace, seq: number): number {
  const first = trace[0]?.seq ?? 0;
  const index = seq - first;
  return trace[index]?.seq === seq ? index : trace.findIndex((event) => event.seq === seq);
}

/** The events before `seq`. */
export function prefixUpTo(trace: Trace, seq: number): Trace {
  const index = indexOfSeq(trace, seq);
  return index < 0 ? trace : trace.slice(0, index);
}
