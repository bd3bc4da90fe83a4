import type { Parsed } from '../../model/parse';
import { traceEvent } from '../../model/event-schema';
import { parseWith } from '../../model/parse';
import type { Trace, TraceEvent } from '../../model';

/**
 * A trace as JSON text: an array with one event a line, the members of each in one fixed order.
 * The same trace always gives the same bytes, so two runs can be compared line by line.
 */
export function toJson(trace: Trace): string {
  if (trace.length === 0) return '[]\n';
  return `[\n${trace.map((event) => JSON.stringify(ordered(event))).join(',\n')}\n]\n`;
}

function ordered({ seq, at, actor, boot, kind, exchange, source, data }: TraceEvent): object {
  return {
    seq,
    at,
    actor,
    boot,
    kind,
    ...(exchange === undefined ? {} : { exchange }),
    ...(source === undefined ? {} : { source: { file: source.file, line: source.line, column: source.column } }),
    data,
  };
}

/**
 * Reads a trace back. Checks the frame of every event and that none is missing; it does not look into what each says.
 * @returns the trace, or a sentence about the first thing that is wrong; never throws
 */
export function fromJson(text: string): Parsed<Trace> {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return { ok: false, error: 'The trace is not JSON.' };
  }
  if (!Array.isArray(input)) return { ok: false, error: 'The trace is not an array of events.' };
  const events: TraceEvent[] = [];
  for (const [index, each] of input.entries()) {
    const event = parseWith(traceEvent, each, `Event ${String(index)} of the trace`);
    if (!event.ok) return event;
    if (event.value.seq !== index) {
      return {
        ok: false,
        error: `Event ${String(index)} of the trace has the number ${String(event.value.seq)}: something is missing or out of order.`,
      };
    }
    events.push(event.value);
  }
  return { ok: true, value: events };
}
