import type { Trace, TraceEvent } from '../model';
import { Memory } from './memory';
import { accountSentences } from './sentences/accounts';
import { clientSentences } from './sentences/clients';
import { networkSentences } from './sentences/network';
import { proofSentences } from './sentences/proofs';
import { refreshSentences } from './sentences/refresh';
import { requestSentences } from './sentences/requests';
import { responseSentences } from './sentences/responses';
import { runSentences } from './sentences/run';
import { sealSentences } from './sentences/seals';
import { sessionSentences } from './sentences/sessions';
import type { Tellers } from './sentences/tellers';

const TELLERS: Tellers = {
  ...runSentences,
  ...requestSentences,
  ...networkSentences,
  ...responseSentences,
  ...sessionSentences,
  ...sealSentences,
  ...proofSentences,
  ...accountSentences,
  ...refreshSentences,
  ...clientSentences,
};

function tell(event: TraceEvent, past: Memory): string {
  return (TELLERS[event.kind] as (event: TraceEvent, past: Memory) => string)(event, past);
}

/**
 * Explains one event with the values of this run, from what happened up to it.
 * Passwords, tokens and session ids never appear whole.
 * @param seq position of the event in the trace
 * @returns a sentence, sometimes two; empty for a position that the trace does not have
 */
export function sentence(trace: Trace, seq: number): string {
  const past = new Memory();
  for (const event of trace) {
    if (event.seq === seq) return tell(event, past);
    past.add(event);
  }
  return '';
}

/**
 * Explains events of a trace that mostly grows at its end: says what `sentence` says, but goes through no event twice
 * as long as it is asked about the newest, and says nothing that nobody asks for.
 */
export class Narrator {
  #known: Trace = [];
  #past = new Memory();
  #told = new Map<number, string>();

  /** @returns a sentence, as `sentence` gives it */
  sentence(trace: Trace, seq: number): string {
    const last = Math.min(trace.length, this.#known.length) - 1;
    if (trace[0] !== this.#known[0] || trace[last] !== this.#known[last]) {
      this.#known = [];
      this.#past = new Memory();
      this.#told = new Map();
    }
    for (const event of trace.slice(this.#known.length)) {
      if (event.seq === seq) this.#told.set(seq, tell(event, this.#past));
      this.#past.add(event);
    }
    if (trace.length > this.#known.length) this.#known = trace;
    if (seq > (trace.at(-1)?.seq ?? -1)) return '';
    const words = this.#told.get(seq) ?? sentence(trace, seq);
    this.#told.set(seq, words);
    return words;
  }
}

/** The sentences of a whole trace in one pass, by `seq`. Costs as much as one sentence about its end. */
export function sentences(trace: Trace): Map<number, string> {
  const past = new Memory();
  const told = new Map<number, string>();
  for (const event of trace) {
    told.set(event.seq, tell(event, past));
    past.add(event);
  }
  return told;
}
