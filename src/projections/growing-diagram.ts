import type { Trace, TraceEvent } from '../model';
import type { Diagram, Item, Section } from './diagram';
import { DiagramDraft } from './diagram-draft';
import { drawEvent } from './diagram-rules';

/**
 * The diagram of a trace that mostly grows at its end: what has been drawn is not drawn again. Gives what
 * `diagram` gives, for any trace; each answer is a value of its own that later ones leave alone, and an item that has
 * not changed is the same object in all of them.
 */
export class GrowingDiagram {
  #draft = new DiagramDraft();
  #drawn = 0;
  #last: TraceEvent | undefined;
  #first: TraceEvent | undefined;
  #copies = new WeakMap<Item, Item>();

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
    return { actors, sections: sections.map((section) => this.#copied(section)) };
  }

  /** The draft goes on changing its items. */
  #copied({ id, title, items }: Section): Section {
    return {
      id,
      title,
      items: items.map((item) => {
        const before = this.#copies.get(item);
        if (before && isSame(before, item)) return before;
        const copy = item.type === 'note' ? { ...item } : { ...item, evidence: [...item.evidence] };
        this.#copies.set(item, copy);
        return copy;
      }),
    };
  }
}

/** Compares what may change in an item that stands. */
function isSame(a: Item, b: Item): boolean {
  if (a.type === 'note' || b.type === 'note') return true;
  return (
    a.evidence.length === b.evidence.length &&
    a.lost === b.lost &&
    a.activates === b.activates &&
    a.deactivates === b.deactivates
  );
}
