import type { Trace, TraceEvent } from '../../model';
import type { Diagram, Section } from '../../projections/diagram';
import { DiagramDraft } from '../../projections/diagram-draft';
import { drawEvent } from '../../projections/diagram-rules';

/**
 * The diagram of a trace that mostly grows at its end: what has been drawn is not drawn again. Gives what
 * `diagram` gives, for any trace; each answer is a value of its own that later ones leave alone.
 */
export class GrowingDiagram {
  #draft = new DiagramDraft();
  #drawn = 0;
  #last: TraceEvent | undefined;
  #first: TraceEvent | undefined;

  of(trace: Trace): Diagram {
    const goesOn = this.#drawn > 0 && trace[0] === this.#first && trace[this.#drawn - 1] === this.#last;
    if (!goesOn) {
      this.#draft = new DiagramDraft();
      this.#drawn = 0;
      this.#first = trace[0];
    }
    for (const event of trace.slice(this.#drawn)) drawEvent(event, this.#draft);
    this.#drawn = trace.length;
    this.#last = trace.at(-1);
    const { actors, sections } = this.#draft.finish();
    return { actors, sections: sections.map(copied) };
  }
}

/** The draft goes on changing its items. */
function copied({ id, title, items }: Section): Section {
  return { id, title, items: items.map((item) => ({ ...item })) };
}
