import * as z from 'zod/mini';
import type { TraceEvent } from './events';
import { isEventKind } from './kinds';

/**
 * The frame of an event, checked where a trace crosses a process border.
 * It does not look into `data`: the processes of one run are built together. An imported file needs more.
 */
export const traceEvent = z.custom<TraceEvent>((value) => {
  if (typeof value !== 'object' || value === null) return false;
  const event = value as Partial<TraceEvent>;
  return (
    Number.isInteger(event.seq) &&
    typeof event.at === 'number' &&
    typeof event.actor === 'string' &&
    Number.isInteger(event.boot) &&
    typeof event.kind === 'string' &&
    isEventKind(event.kind) &&
    typeof event.data === 'object' &&
    event.data !== null
  );
});
