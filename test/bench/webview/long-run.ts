import type { Trace, TraceEvent } from '../../../src/model';
import { diagram } from '../../../src/projections/diagram';
import { toMermaid } from '../../../src/projections/exports/mermaid';

/** A stretch of a long run: what is there when the measuring begins, and what each step brings. */
export interface LongRun {
  readonly before: Trace;
  /** The diagram of `before` as mermaid text. */
  readonly wholeBefore: string;
  readonly steps: readonly LongRunStep[];
}

export interface LongRunStep {
  /** What was recorded since the step before, up to and with the event that draws one more message. */
  readonly events: Trace;
  /** `seq` of that message. */
  readonly message: number;
  /** The whole diagram after it, as mermaid text. */
  readonly whole: string;
}

/**
 * Makes a run of about so many messages out of a recorded one, whose acts are played again and again under new numbers.
 * @param messages how many there are in the middle of the steps
 */
export function longRun(recorded: Trace, messages: number, steps: number): LongRun {
  const first = messages - Math.floor(steps / 2);
  const { trace, stops } = repeated(recorded, first + steps);
  // The message with this number (from 1) and everything before it.
  const upTo = (number: number): Trace => trace.slice(0, (stops[number - 1] ?? 0) + 1);
  const before = upTo(first - 1);
  return {
    before,
    wholeBefore: toMermaid(before),
    steps: Array.from({ length: steps }, (_, index) => {
      const prefix = upTo(first + index);
      return {
        events: prefix.slice(upTo(first + index - 1).length),
        message: prefix.length - 1,
        whole: toMermaid(prefix),
      };
    }),
  };
}

/** @returns a trace with at least so many messages, and the `seq` of each */
function repeated(recorded: Trace, messages: number): { trace: Trace; stops: readonly number[] } {
  const start = recorded.findIndex(({ kind }) => kind === 'act.started');
  const acts = recorded.slice(start).filter(({ kind }) => kind !== 'run.ended');
  const trace: TraceEvent[] = recorded.slice(0, start);
  const duration = (acts.at(-1)?.at ?? 0) - (trace.at(-1)?.at ?? 0);
  const perRound = messagesOf([...trace, ...acts]).length;
  for (let round = 0; round * perRound <= messages; round += 1) {
    for (const event of acts) {
      const exchange = event.exchange === undefined ? {} : { exchange: `${event.exchange}-${round}` };
      trace.push({ ...event, ...exchange, seq: trace.length, at: event.at + round * duration });
    }
  }
  return { trace, stops: messagesOf(trace) };
}

function messagesOf(trace: Trace): number[] {
  return diagram(trace)
    .sections.flatMap(({ items }) => items)
    .filter(({ type }) => type === 'message')
    .map(({ seq }) => seq);
}
