import type { EventKind, EventOf } from '../../model';
import type { Memory } from '../memory';

/** Tells one event in a sentence, from the memory of everything that happened before it. */
export type Teller<K extends EventKind> = (event: EventOf<K>, past: Memory) => string;

/** A teller for every kind of event; a kind without one does not compile. */
export type Tellers = { readonly [K in EventKind]: Teller<K> };
