import type { Parsed } from '../../model/parse';
import type { Trace, TraceEvent } from '../../model';
import { wrongEvent } from './event-checks';
import { Redaction } from './redaction';

/**
 * A trace as JSON text: an array with one event a line, the members of each in one fixed order.
 * The same trace always gives the same bytes, so two runs can be compared line by line.
 * @param redact replaces secrets by stand-ins; the result can still be read back
 */
export function toJson(whole: Trace, { redact = false }: { readonly redact?: boolean } = {}): string {
  if (whole.length === 0) return '[]\n';
  const redaction = redact ? new Redaction(whole) : null;
  const trace = redaction
    ? whole.map((event) => ({ ...event, data: redaction.value(event.data) }) as TraceEvent)
    : whole;
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

/** Events of a run are shallow; deeper ones would exhaust the stack of whoever writes them out. */
const DEEPEST = 60;

/**
 * Reads a trace back: from a file, which may hold anything. Checks every event, its frame and what it says, and that
 * none is missing.
 * @returns the trace, or a sentence about the first thing that is wrong and where; never throws
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
  for (const [index, each] of (input as unknown[]).entries()) {
    if (depth(each, DEEPEST) > DEEPEST) {
      return { ok: false, error: `Event ${String(index)} is nested more than ${String(DEEPEST)} levels deep.` };
    }
    const wrong = wrongEvent(each, index);
    if (wrong !== null) return { ok: false, error: wrong };
    events.push(each as TraceEvent);
  }
  return { ok: true, value: events };
}

/** How deep a value is nested, looked at no further than one level beyond `most`. */
function depth(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (most < 0) return 1;
  let deepest = 0;
  for (const each of Object.values(value)) deepest = Math.max(deepest, depth(each, most - 1));
  return deepest + 1;
}
