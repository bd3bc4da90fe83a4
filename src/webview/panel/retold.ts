import type { Diagram, Item, Section } from '../../projections/diagram';
import { isEnglish, told } from '../host/words';

/** A diagram in the reader's language: whoever takes part, what was done, and what was said. */
export function retold(diagram: Diagram): Diagram {
  // Every step asks for it: where nothing is to be said, nothing is copied.
  if (isEnglish) return diagram;
  const { actors, sections } = diagram;
  return {
    actors: actors.map((actor) => ({ ...actor, label: told(actor.label) })),
    sections: sections.map(retoldSection),
  };
}

function retoldSection({ id, title, items }: Section): Section {
  return { id, title: told(title), items: items.map((item): Item => ({ ...item, label: told(item.label) })) };
}
