import type { Trace, TraceEvent } from '../model';
import type { Diagram, Item, Section } from './diagram';
import { DiagramDraft } from './diagram-draft';
import { drawEvent } from './diagram-rules';
import { sameList } from './same-list';

/**
 * The diagram of a trace that mostly grows at its end: what has been drawn is not drawn again. Gives what
 * `diagram` gives, for any trace; each answer is a value of its own that later ones leave alone, and a section or item
 * that has not changed is the same object in all of them.
 */
export class GrowingDiagram {
  #draft = new DiagramDraft();
  #drawn = 0;
  #last: TraceEvent | undefined;
  #first: TraceEvent | undefined;
  /** What was given of each item, by its `seq`. */
  readonly #given = new Map<number, Item>();
  readonly #sections = new Map<number, Section>();

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
    const copies = items.map((item) => {
      const before = this.#given.get(item.seq);
      if (before && isSame(before, item)) return before;
      const copy = item.type === 'note' ? { ...item } : { ...item, evidence: [...item.evidence] };
      this.#given.set(item.seq, copy);
      return copy;
    });
    const before = this.#sections.get(id);
    if (before?.title === title && sameList(before.items, copies)) return before;
    const section = { id, title, items: copies };
    this.#sections.set(id, section);
    return section;
  }
}

/** What is drawn anew, from a beginning that was drawn before, is mostly what it was. */
function isSame(a: Item, b: Item): boolean {
  if (a.type !== b.type || a.label !== b.label || a.tone !== b.tone) return false;
  if (a.type === 'note' || b.type === 'note') return a.type === 'note' && b.type === 'note' && sameList(a.over, b.over);
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.shape === b.shape &&
    a.exchange === b.exchange &&
    a.lost === b.lost &&
    a.activates === b.activates &&
    a.deactivates === b.deactivates &&
    sameList(a.evidence, b.evidence)
  );
}
