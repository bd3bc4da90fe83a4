import type { TraceEvent } from '../model';
import type { RunTarget } from '../model/lab-protocol';

/** Where a run is on its way to, if it is on its way. */
export class Destination {
  #target: RunTarget | null = null;
  /** How many of the awaited events there were since the target was set. */
  #count = 0;
  /** It is passed: the run holds at the next gate. */
  #due = false;
  /** The act that is about to begin, before which the run holds. */
  #before: string | null = null;
  #act: string | null = null;
  /** Acts that have been played to their end. */
  readonly #ended = new Set<string>();

  constructor(
    private readonly routeOf: (exchange: string) => string | undefined,
    private readonly arrived: (reached: boolean) => void,
  ) {}

  /** @returns false when the run stands there already, which is told at once */
  set(target: RunTarget): boolean {
    this.drop();
    if (target.type === 'act' && this.#isThere(target)) {
      this.arrived(true);
      return false;
    }
    this.#target = target.type === 'act' ? { ...target, act: target.act ?? this.#act ?? undefined } : target;
    this.#count = 0;
    this.#due = false;
    return true;
  }

  /** The run is steered elsewhere. */
  drop(): void {
    if (!this.#target) return;
    this.#target = null;
    this.#due = false;
    this.#before = null;
    this.arrived(false);
  }

  /** The scenario's next act is about to be announced. */
  actBegins(act: string): void {
    this.#act = act;
    const target = this.#target;
    if (target?.type !== 'act') return;
    const { edge, act: wanted } = target;
    if (edge === 'start' ? wanted === act : this.#hasEnded(wanted)) this.#before = act;
  }

  actEnded(act: string): void {
    this.#ended.add(act);
  }

  runEnded(): void {
    const target = this.#target;
    if (!target) return;
    this.#target = null;
    const ended = target.type === 'act' && target.edge === 'end' && this.#hasEnded(target.act);
    this.arrived(target.type === 'end' || ended || this.#due);
  }

  recorded({ kind, actor, exchange }: TraceEvent): void {
    const target = this.#target;
    if (target?.type !== 'event' || kind !== target.kind || (target.actor ?? actor) !== actor) return;
    if (target.route !== undefined && !(exchange && this.routeOf(exchange)?.startsWith(target.route))) return;
    this.#count += 1;
    if (this.#count >= target.nth) this.#due = true;
  }

  /** Whether the run is to hold at the gate of this event. */
  isAt(event: TraceEvent): boolean {
    return this.#due || (event.kind === 'act.started' && this.#before !== null && event.data.act === this.#before);
  }

  arrive(): void {
    if (!this.#target) return;
    this.#target = null;
    this.#due = false;
    this.#before = null;
    this.arrived(true);
  }

  #isThere({ edge, act }: Extract<RunTarget, { type: 'act' }>): boolean {
    return this.#hasEnded(act) || (edge === 'start' && act !== undefined && this.#act === act);
  }

  #hasEnded(act: string | undefined): boolean {
    return act !== undefined && this.#ended.has(act);
  }
}
