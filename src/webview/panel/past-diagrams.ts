import type { Trace, TraceEvent } from '../../model';
import type { Diagram } from '../../projections/diagram';
import { GrowingDiagram } from '../../projections/growing-diagram';

/** Diagrams that were drawn in advance and are kept. */
const KEPT = 4;

/**
 * The diagrams of a walk through the past. Walking on draws what is added; a step back has to draw everything anew, for
 * which there is time before it is taken.
 */
export class PastDiagrams {
  readonly #growing = new GrowingDiagram();
  /** What was drawn in advance, by the newest event in it. */
  readonly #prepared = new Map<TraceEvent, { readonly first: TraceEvent | undefined; readonly diagram: Diagram }>();

  of(trace: Trace): Diagram {
    const newest = trace.at(-1);
    const prepared = newest && this.#prepared.get(newest);
    return prepared && prepared.first === trace[0] ? prepared.diagram : this.#growing.of(trace);
  }

  prepare(trace: Trace): void {
    const newest = trace.at(-1);
    if (!newest || this.#prepared.has(newest)) return;
    this.#prepared.set(newest, { first: trace[0], diagram: this.#growing.of(trace) });
    for (const oldest of [...this.#prepared.keys()].slice(0, -KEPT)) this.#prepared.delete(oldest);
  }
}
