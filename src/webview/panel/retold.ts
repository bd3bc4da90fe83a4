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

const sections = new WeakMap<Section, Section>();
const items = new WeakMap<Item, Item>();

function retoldSection(section: Section): Section {
  return once(sections, section, () => ({
    id: section.id,
    title: told(section.title),
    items: section.items.map((item) => once(items, item, (): Item => ({ ...item, label: told(item.label) }))),
  }));
}

/** What is told again and again is the same object each time. */
function once<T extends object>(known: WeakMap<T, T>, one: T, make: () => T): T {
  const before = known.get(one);
  if (before) return before;
  const made = make();
  known.set(one, made);
  return made;
}
