import type { TraceEvent } from '../model';
import type { Diagram } from './diagram-types';
import type { Holdings } from './holdings';
import { clip, shortId } from './words';

/** Something that a message carries and somebody holds: a cookie, a token, a row, by what tells it from others. */
export interface Thing {
  /** What it is called where it is held: "Cookie __Host-sid". */
  readonly name: string;
  /** A text that occurs wherever it occurs, and nowhere else. */
  readonly value: string;
}

/** Shorter than this, a text would occur by accident. */
const SHORTEST = 8;

/**
 * What tells a credential from others wherever it goes. A signed session cookie is known by the id in it, because
 * that is the part which the store's row bears as well: `s:ID.SIGNATURE`, often percent-encoded.
 */
export function tellingPart(value: string): string {
  return /^s(?::|%3A)([^.]+)\./i.exec(value)?.[1] ?? value;
}

/** Whether an event is about a thing. */
export function mentions({ data }: TraceEvent, { value }: Thing): boolean {
  return value.length >= SHORTEST && occurs(data, value);
}

function occurs(data: unknown, text: string): boolean {
  if (typeof data === 'string') return data.includes(text);
  if (typeof data !== 'object' || data === null) return false;
  return Object.values(data).some((each) => occurs(each, text));
}

/** The item that each event draws or is evidence for, by `seq`. */
export function owners({ sections }: Diagram): Map<number, number> {
  const map = new Map<number, number>();
  for (const item of sections.flatMap(({ items }) => items)) {
    map.set(item.seq, item.seq);
    if (item.type === 'message') for (const seq of item.evidence) map.set(seq, item.seq);
  }
  return map;
}

/** Everything that somebody holds and a message may carry, with the words of its box. */
export function thingsOf({ clients, stores }: Holdings): Thing[] {
  return [
    ...clients.flatMap(({ cookies, storage }) => [
      ...cookies.map(({ cookie }) => cookieThing(cookie)),
      ...storage.map(({ key, value }) => storageThing(key, value)),
    ]),
    ...stores.flatMap(({ actor, rows, denylist, refreshTokens }) =>
      [...rows, ...denylist, ...refreshTokens].map(({ sid }) => rowThing(actor.label, sid)),
    ),
  ];
}

export function cookieThing({ name, value }: { readonly name: string; readonly value: string }): Thing {
  return { name: `Cookie ${clip(name, 30)}`, value: tellingPart(value) };
}

export function storageThing(key: string, value: string): Thing {
  return { name: `${clip(key, 30)} in web storage`, value };
}

/** @param store the name on its lane */
export function rowThing(store: string, sid: string): Thing {
  return { name: `Row ${shortId(sid)} in ${clip(store, 24)}`, value: sid };
}

/** The things that occur in these events, each once by its name. */
export function carried(things: readonly Thing[], events: readonly TraceEvent[]): Thing[] {
  const found = things.filter((thing) => events.some((event) => mentions(event, thing)));
  return found.filter((thing, index) => found.findIndex(({ name }) => name === thing.name) === index);
}
