import type { Diagram, Item, Section } from '../../projections/diagram';
import { told } from '../host/words';

/** A diagram in the reader's language: whoever takes part, what was done, and what was said. */
export function retold({ actors, sections }: Diagram): Diagram {
  return {
    actors: actors.map((actor) => ({ ...actor, label: told(actor.label) })),
    sections: sections.map(retoldSection),
  };
}

function retoldSection({ id, title, items }: Section): Section {
  return { id, title: told(title), items: items.map((item): Item => ({ ...item, label: told(item.label) })) };
}
