import type { EventKind, Trace, TraceEvent } from '../model';
import type { VirtualClock } from './clock';
import type { Announcement } from './node-protocol';

/** The one writer of the trace: gives each event its place and its time. */
export class Recorder {
  readonly #events: TraceEvent[] = [];
  readonly #counts = new Map<EventKind, number>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly onAppended: (event: TraceEvent) => void,
  ) {}

  get trace(): Trace {
    return this.#events;
  }

  /** How many events of a kind there are so far. */
  count(kind: EventKind): number {
    return this.#counts.get(kind) ?? 0;
  }

  append(announcement: Announcement): TraceEvent {
    const { actor, boot, kind, data, exchange, source } = announcement;
    const event = {
      seq: this.#events.length,
      at: this.clock.tick(),
      actor,
      boot,
      kind,
      ...(exchange === undefined ? {} : { exchange }),
      ...(source === undefined ? {} : { source }),
      data,
    } as TraceEvent;
    this.#events.push(event);
    this.#counts.set(kind, this.count(kind) + 1);
    this.onAppended(event);
    return event;
  }
}
