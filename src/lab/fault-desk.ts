import { findFault, faults } from '../content/faults';
import { readFaultValues } from '../content/faults/values';
import type {
  Fault,
  FaultReader,
  FaultTools,
  FaultValues,
  Frequency,
  Lift,
  Occasion,
  RunState,
  TraceEvent,
} from '../model';
import { Chances } from './chances';
import { LabFailure } from './failure';

export interface DeskSurroundings {
  readonly seed: string;
  readonly tools: FaultTools;
  /** Why nothing can strike at all just now, or null. */
  whyNothing(): string | null;
  /** How many events of this kind there are so far. */
  count(kind: TraceEvent['kind']): number;
  /** The path that the request of an exchange asked for. */
  routeOf(exchange: string | undefined): string | undefined;
  armed(fault: Fault, at: string): void;
  fired(fault: Fault, values: FaultReader): void;
  lifted(fault: Fault, values: FaultReader): void;
  failed(error: unknown): void;
}

interface Entry {
  readonly id: number;
  readonly fault: Fault;
  readonly values: FaultReader;
  readonly at: Occasion | null;
  readonly frequency: Frequency | undefined;
  readonly chances: Chances;
  lift: Lift | null;
}

/** What is asked for: a failure by its id, with chosen values. */
export interface Order {
  readonly fault: string;
  readonly values?: FaultValues | undefined;
  readonly frequency?: Frequency | undefined;
}

/** The failures of a run: which wait for their moment, which last, which could strike. */
export class FaultDesk {
  #entries: Entry[] = [];
  #next = 1;
  #striking: Entry | null = null;
  /** What has not done striking yet, by id: what it brings about is no occasion for it to strike again. */
  readonly #underWay = new Set<number>();

  constructor(private readonly lab: DeskSurroundings) {}

  /** How often what strikes at this moment was asked to, where the learner said so. */
  get frequency(): Frequency | undefined {
    return this.#striking?.frequency;
  }

  /** Only requests to this path, where the learner said so. */
  get route(): string | undefined {
    return this.#striking?.at?.route;
  }

  /** For RunState. */
  get armed(): RunState['armed'] {
    return this.#entries.map(({ id, fault, at, frequency, lift }) => ({
      id,
      fault: fault.id,
      title: fault.title,
      state: lift === null ? ('armed' as const) : ('lasting' as const),
      when: whenWords(at, frequency, lift !== null),
    }));
  }

  /** For RunState: whether each failure could strike now, with its default values. */
  get possible(): RunState['faults'] {
    return faults.map((fault) => ({ id: fault.id, why: this.#whyNot(fault, defaults(fault)) }));
  }

  /**
   * Lets a failure wait for its moment.
   * @throws LabFailure for one that does not exist, or values that it cannot have
   */
  arm(order: Order, at: Occasion): void {
    const entry = this.#entry(order, at);
    this.#entries.push(entry);
    this.lab.armed(entry.fault, at.nth === undefined ? at.kind : `${at.kind}#${at.nth}`);
  }

  /**
   * Lets a failure strike now.
   * @throws LabFailure for one that does not exist, that cannot happen now, or values that it cannot have
   */
  async strike(order: Order): Promise<void> {
    await this.#strike(this.#entry(order, null));
  }

  /** Something was recorded: whatever waits for it may strike. */
  async atGate(event: TraceEvent): Promise<void> {
    const due = this.#entries.filter((entry) => entry.lift === null && this.#isDue(entry, event));
    for (const entry of due) {
      if (this.#underWay.has(entry.id) || !entry.chances.strikes()) continue;
      if (entry.chances.spent) this.#remove(entry);
      try {
        await this.#strike(entry);
      } catch (error) {
        this.lab.failed(error);
      }
    }
  }

  /** Ends a lasting failure or disarms one; all of them without an id. */
  async lift(id?: number): Promise<void> {
    for (const entry of [...this.#entries]) {
      if (id !== undefined && entry.id !== id) continue;
      this.#remove(entry);
      const { lift } = entry;
      entry.lift = null;
      this.lab.lifted(entry.fault, entry.values);
      try {
        await lift?.();
      } catch (error) {
        throw FaultDesk.#broken(entry.fault, error);
      }
    }
  }

  /** What lasts is over by itself: it struck as often as it was to. */
  spent(entry: { readonly id: number } | null): void {
    const found = this.#entries.find(({ id }) => id === entry?.id);
    if (!found) return;
    this.#remove(found);
    if (found.fault.lasts === true) this.lab.lifted(found.fault, found.values);
  }

  /** What strikes at this moment. */
  get striking(): { readonly id: number } | null {
    return this.#striking;
  }

  async #strike(entry: Entry): Promise<void> {
    const { fault, values } = entry;
    const why = this.#whyNot(fault, values);
    if (why !== null) throw LabFailure.faultUnavailable(fault.title, why);
    this.lab.fired(fault, values);
    const before = this.#striking;
    this.#striking = entry;
    try {
      await this.during(entry, async () => {
        const lift = await fault.strike(this.lab.tools, values);
        if (!lift) return;
        entry.lift = lift;
        if (!this.#entries.includes(entry)) this.#entries.push(entry);
      });
    } catch (error) {
      throw FaultDesk.#broken(fault, error);
    } finally {
      this.#striking = before;
    }
  }

  static #broken({ title }: Fault, error: unknown): LabFailure {
    return error instanceof LabFailure ? error : LabFailure.faultBroke(title, error);
  }

  /** Does what a failure brings about, which is no occasion for the same failure. @param cause null for no failure */
  async during(cause: { readonly id: number } | null, work: () => Promise<void>): Promise<void> {
    if (!cause || this.#underWay.has(cause.id)) return work();
    this.#underWay.add(cause.id);
    try {
      await work();
    } finally {
      this.#underWay.delete(cause.id);
    }
  }

  #isDue({ at }: Entry, event: TraceEvent): boolean {
    if (at === null || at.kind !== event.kind) return false;
    if (at.nth !== undefined && at.nth !== this.lab.count(event.kind)) return false;
    return at.route === undefined || this.lab.routeOf(event.exchange)?.startsWith(at.route) === true;
  }

  #whyNot(fault: Fault, values: FaultReader): string | null {
    return this.lab.whyNothing() ?? fault.unavailable(this.lab.tools, values);
  }

  #remove(entry: Entry): void {
    this.#entries = this.#entries.filter((each) => each !== entry);
  }

  #entry({ fault: id, values, frequency }: Order, at: Occasion | null): Entry {
    const fault = findFault(id);
    if (!fault)
      throw LabFailure.unknownFault(
        id,
        faults.map((each) => each.id),
      );
    const reader = readFaultValues(fault, values);
    if ('error' in reader) throw LabFailure.badCommand(reader.error);
    const number = this.#next++;
    const chances = new Chances(frequency ?? { how: 'once' }, this.lab.seed, `fault/${String(number)}`);
    return { id: number, fault, values: reader, at, frequency, chances, lift: null };
  }
}

function defaults(fault: Fault): FaultReader {
  const reader = readFaultValues(fault);
  if ('error' in reader) throw new Error(reader.error);
  return reader;
}

function whenWords(at: Occasion | null, frequency: Frequency | undefined, lasts: boolean): string {
  const often = frequencyWords(frequency);
  const route = at?.route === undefined ? '' : `, on ${at.route}`;
  if (lasts) return frequency === undefined ? `until it is lifted${route}` : `${often}${route}`;
  if (at === null) return often;
  return `${often}, at ${at.nth === undefined ? `each ${at.kind}` : `${at.kind} number ${at.nth}`}${route}`.replace(
    'once, at each',
    'once, at the next',
  );
}

function frequencyWords(frequency: Frequency | undefined): string {
  switch (frequency?.how) {
    case undefined:
    case 'once':
      return 'once';
    case 'first':
      return frequency.n === 1 ? 'once' : `the first ${frequency.n} times`;
    case 'chance':
      return `${Math.round(frequency.p * 100)} times in 100`;
    case 'always':
      return 'always';
    default:
      return frequency satisfies never;
  }
}
