import type { ActorId, Disturbance, EventData, EventKind, Lift } from '../../model';
import { Chances } from '../chances';
import { exchange, type HttpOutcome, type HttpRequest } from './http-exchange';
import { bodyLength, cutOff, withoutCookieAttribute } from './rewrite';
import type { Treatment } from './wire';

/** How long a client waits for an answer. Virtual ms. */
export const PATIENCE = 30_000;

/** One request on its way from a client to whoever serves it. */
export interface Hop {
  readonly from: ActorId;
  readonly to: ActorId;
  readonly path: string;
  /** The exchange that it belongs to. */
  readonly mark: string;
}

export interface NetworkSurroundings {
  /** The clock of the run moves ahead, for everyone. Told as an event unless it is part of another. */
  advance(ms: number, told: boolean): Promise<void>;
  /** Announces and waits until it may happen. */
  pass<K extends EventKind>(actor: ActorId, kind: K, data: EventData[K], mark: string): Promise<void>;
  /** @param copied the exchange that it repeats */
  nextExchange(copied: string): string;
  /** The header line that marks an exchange for the node. */
  markLine(mark: string): readonly [string, string];
  isHung(node: ActorId): boolean;
  readonly seed: string;
}

interface Rule {
  readonly disturbance: Disturbance;
  readonly chances: Chances;
}

interface OnTheWay {
  readonly to: ActorId;
  readonly giveUp: () => void;
}

/**
 * The network between clients, load balancer and servers. It carries real bytes over real sockets, and does to them
 * what somebody armed it to do.
 */
export class Network {
  readonly #rules = new Map<Rule, () => void>();
  readonly #underWay = new Set<OnTheWay>();
  #armed = 0;

  constructor(private readonly lab: NetworkSurroundings) {}

  /**
   * From now on this happens to messages that fit.
   * @param onSpent called when it has happened as often as it was to
   */
  disturb(disturbance: Disturbance, onSpent: () => void): Lift {
    const label = `network/${String(this.#armed++)}`;
    const rule = { disturbance, chances: new Chances(disturbance.frequency, this.lab.seed, label) };
    this.#rules.set(rule, onSpent);
    return () => {
      this.#rules.delete(rule);
      return Promise.resolve();
    };
  }

  /** Sends a request and waits for what comes of it. Never rejects. */
  async exchange(hop: Hop, request: HttpRequest): Promise<HttpOutcome> {
    await this.#delay(hop, 'request');
    const copies = this.#due(hop, 'request', 'duplicate') !== undefined;
    const outcome = await this.#send(hop, request);
    if (copies) await this.#again(hop, request);
    if (outcome.kind === 'response') await this.#delay(hop, 'response');
    return outcome;
  }

  /** How long a server's question to its store is delayed now, in virtual ms; 0 for not at all. */
  storeDelay(hop: Hop): number {
    // Whoever disturbs "any client" means clients of the web, not a server that asks its store.
    const due = this.#due(hop, 'request', 'delay', ({ from }) => from !== null);
    return due ? this.#milliseconds(due) : 0;
  }

  /** A server has come to a standstill: whoever waits for it gives up after a while. */
  async standsStill(node: ActorId): Promise<void> {
    const waiting = [...this.#underWay].filter(({ to }) => to === node);
    if (waiting.length === 0) return;
    await this.lab.advance(PATIENCE, true);
    for (const each of waiting) each.giveUp();
  }

  async #send(hop: Hop, request: HttpRequest): Promise<HttpOutcome> {
    const treatment = this.#treatment(hop);
    const { from, to, mark } = hop;
    const tell = (data: Told): Promise<void> => this.lab.pass(from, 'network.disturbed', { ...data, from, to }, mark);

    let happened: Promise<void> = Promise.resolve();
    let swallowed = false;
    const { outcome, giveUp } = exchange(
      request,
      treatment && {
        treatment: treatment.what,
        hooks: {
          dropped: (direction) => {
            if (swallowed) return;
            swallowed = true;
            happened = tell({ how: 'dropped', direction })
              .then(() => this.lab.advance(PATIENCE, true))
              .then(giveUp);
          },
          reset: (direction) => {
            happened = tell({ how: 'reset', direction });
          },
        },
      },
    );
    const underWay = { to, giveUp };
    this.#underWay.add(underWay);
    // What happens to a response never will, where none comes; a request that does not arrive tells by itself.
    if (this.lab.isHung(to) && treatment?.what.request === undefined) {
      await this.lab.advance(PATIENCE, true);
      giveUp();
    }
    const result = await outcome;
    this.#underWay.delete(underWay);
    await happened;
    for (const each of treatment?.told ?? []) await tell(each);
    return result;
  }

  /** The same bytes arrive a second time, as a network or an eager client may have it. Nobody hears the answer. */
  async #again({ from, to, mark }: Hop, request: HttpRequest): Promise<void> {
    const as = this.lab.nextExchange(mark);
    const [name] = this.lab.markLine(as);
    const headers = request.headers.map((line) => (line[0] === name ? this.lab.markLine(as) : line));
    await this.lab.pass(from, 'network.disturbed', { how: 'duplicated', direction: 'request', from, to, as }, as);
    const copy = exchange({ ...request, headers });
    const underWay = { to, giveUp: copy.giveUp };
    this.#underWay.add(underWay);
    if (this.lab.isHung(to)) copy.giveUp();
    await copy.outcome;
    this.#underWay.delete(underWay);
    await this.lab.pass(from, 'network.disturbed', { how: 'discarded', direction: 'response', from, to }, as);
  }

  async #delay(hop: Hop, direction: Disturbance['direction']): Promise<void> {
    const due = this.#due(hop, direction, 'delay');
    if (!due) return;
    const { from, to, mark } = hop;
    const ms = this.#milliseconds(due);
    await this.lab.pass(from, 'network.disturbed', { how: 'delayed', direction, from, to, ms }, mark);
    await this.lab.advance(ms, false);
  }

  #milliseconds({ disturbance: { amount = 0, jitter = 0 }, chances }: Rule): number {
    return amount + Math.floor(chances.fraction() * (jitter + 1));
  }

  /** What happens to the bytes of this request and its response; the first rule that fits decides. */
  #treatment(hop: Hop): { readonly what: Treatment; readonly told: Told[] } | undefined {
    for (const direction of ['request', 'response'] as const) {
      for (const how of ['drop', 'reset'] as const) {
        if (this.#due(hop, direction, how)) return { what: { [direction]: how }, told: [] };
      }
    }
    const rule = this.#fitting(hop, 'response', 'truncate') ?? this.#fitting(hop, 'response', 'rewrite');
    if (!rule) return undefined;
    const told: Told[] = [];
    const change = (response: Buffer): Buffer => {
      const [changed, tell] = changedBy(rule.disturbance, response);
      // Where there is nothing to change, the rule waits for the next response.
      if (changed.length === response.length || !this.#takesChance(rule)) return response;
      told.push(tell);
      return changed;
    };
    return { what: { change }, told };
  }

  /** The first rule of this kind that fits the hop and strikes this time. */
  #due(
    hop: Hop,
    direction: Disturbance['direction'],
    how: Disturbance['how'],
    counts?: (disturbance: Disturbance) => boolean,
  ): Rule | undefined {
    const rule = this.#fitting(hop, direction, how, counts);
    return rule && this.#takesChance(rule) ? rule : undefined;
  }

  #fitting(
    { from, path }: Hop,
    direction: Disturbance['direction'],
    how: Disturbance['how'],
    counts: (disturbance: Disturbance) => boolean = () => true,
  ): Rule | undefined {
    return [...this.#rules.keys()].find(
      ({ disturbance }) =>
        disturbance.how === how &&
        disturbance.direction === direction &&
        counts(disturbance) &&
        (disturbance.from === null || disturbance.from === from) &&
        (disturbance.route === null || path.startsWith(disturbance.route)),
    );
  }

  #takesChance(rule: Rule): boolean {
    const strikes = rule.chances.strikes();
    if (rule.chances.spent) {
      this.#rules.get(rule)?.();
      this.#rules.delete(rule);
    }
    return strikes;
  }
}

type Told = Omit<EventData['network.disturbed'], 'from' | 'to'>;

function changedBy({ how, amount = 0, attribute = '' }: Disturbance, response: Buffer): readonly [Buffer, Told] {
  if (how === 'rewrite') {
    const changed = withoutCookieAttribute(response, attribute);
    return [changed, { how: 'rewritten', direction: 'response', attribute }];
  }
  const of = bodyLength(response);
  const kept = Math.min(amount, of);
  return [cutOff(response, kept), { how: 'truncated', direction: 'response', kept, of }];
}
