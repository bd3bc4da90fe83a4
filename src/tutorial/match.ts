import type { EventOf, Trace, TraceEvent } from '../model';
import type { Condition, Pattern, Requirement } from './types';
import { valuesAt } from './values';

export interface Matched {
  readonly holds: boolean;
  /** `seq` of the events that matched, in the order of the patterns, as far as it went. */
  readonly by: readonly number[];
  /** The first pattern that nothing matched, or that something matched although it was never to; null when it holds. */
  readonly lacking: Pattern | null;
}

/** An event with what its surroundings say of it. */
interface Placed {
  readonly event: TraceEvent;
  readonly act: string | null;
  readonly route: string | null;
}

type Names = ReadonlyMap<string, unknown>;

/** A search gives up after so many looks; no honest pattern comes near. */
const MOST_LOOKS = 50_000;

/**
 * Looks for what a condition asks for.
 * @param from only events from this `seq` on count, unless the condition looks at the whole run
 */
export function match(condition: Condition, trace: Trace, from: number): Matched {
  const all = place(trace);
  const events = condition.since === 'run' ? all : all.slice(from);
  const banned = condition.patterns.find(
    (pattern) => pattern.never && events.some((each) => fits(pattern, each, new Map())),
  );
  const slots = condition.patterns.flatMap((pattern) =>
    pattern.never ? [] : Array<Pattern>(pattern.times).fill(pattern),
  );
  const search = new Search(events, slots, condition.ordered);
  const found = search.run();
  const lacking = found ? (banned ?? null) : (slots[search.furthest.length] ?? null);
  return { holds: found && banned === undefined, by: search.furthest, lacking };
}

class Search {
  /** The longest beginning of the patterns that something matched. */
  furthest: readonly number[] = [];
  #looks = 0;

  constructor(
    private readonly events: readonly Placed[],
    private readonly slots: readonly Pattern[],
    private readonly ordered: boolean,
  ) {}

  run(): boolean {
    return this.#from(0, 0, new Map(), []);
  }

  #from(slot: number, start: number, names: Names, by: readonly number[]): boolean {
    if (by.length > this.furthest.length) this.furthest = by;
    const pattern = this.slots[slot];
    if (!pattern) return true;
    const taken = new Set(this.ordered ? [] : by);
    for (let index = this.ordered ? start : 0; index < this.events.length; index++) {
      if (++this.#looks > MOST_LOOKS) return false;
      const placed = this.events[index]!;
      if (taken.has(placed.event.seq)) continue;
      const bound = fits(pattern, placed, names);
      if (!bound) continue;
      if (this.#from(slot + 1, index + 1, bound, [...by, placed.event.seq])) return true;
      // Another event could only help where it would be remembered differently.
      if (bound.size === names.size && this.ordered) return false;
    }
    return false;
  }
}

/** @returns the names that are bound after it, or null when it does not fit */
function fits(pattern: Pattern, { event, act, route }: Placed, names: Names): Names | null {
  if (!pattern.kinds.includes(event.kind)) return null;
  if (pattern.actor !== undefined && pattern.actor !== event.actor) return null;
  if (pattern.act !== undefined && pattern.act !== act) return null;
  if (pattern.route !== undefined && route?.startsWith(pattern.route) !== true) return null;
  let bound = names;
  for (const requirement of pattern.where) {
    const next = holds(requirement, event.data, bound);
    if (!next) return null;
    bound = next;
  }
  return bound;
}

function holds({ path, test }: Requirement, data: unknown, names: Names): Names | null {
  const values = valuesAt(data, path).filter((value) => value !== undefined);
  const some = (is: (value: unknown) => boolean): Names | null => (values.some(is) ? names : null);
  switch (test.how) {
    case 'is':
      return test.value === null && values.length === 0 ? names : some((value) => value === test.value);
    case 'not':
      return values.every((value) => value !== test.value) ? names : null;
    case 'in':
      return some((value) => test.values.some((each) => each === value));
    case 'above':
      return some((value) => typeof value === 'number' && value > test.value);
    case 'below':
      return some((value) => typeof value === 'number' && value < test.value);
    case 'contains':
      return some((value) => asText(value).includes(test.value));
    case 'starts':
      return some((value) => asText(value).startsWith(test.value));
    case 'exists':
      return values.some((value) => value !== null) === test.value ? names : null;
    case 'remember':
      return values.length === 0 ? null : new Map([...names, [test.name, values[0]]]);
    case 'same':
      return some((value) => names.has(test.name) && value === names.get(test.name));
    case 'differs':
      return values.length > 0 && values.every((value) => value !== names.get(test.name)) ? names : null;
    default:
      return test satisfies never;
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Says of every event in which act it happened and what its exchange asked for. */
function place(trace: Trace): readonly Placed[] {
  const routes = new Map<string, string>();
  for (const event of trace) {
    if (event.kind === 'request.sent' && event.exchange !== undefined) routes.set(event.exchange, pathOf(event));
  }
  let act: string | null = null;
  return trace.map((event) => {
    if (event.kind === 'act.started' || event.kind === 'act.resumed') act = event.data.act;
    return { event, act, route: (event.exchange === undefined ? undefined : routes.get(event.exchange)) ?? null };
  });
}

function pathOf({ data }: EventOf<'request.sent'>): string {
  return data.url.replace(/^[a-z]+:\/\/[^/]+/, '') || '/';
}
