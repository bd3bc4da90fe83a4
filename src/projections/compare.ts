import type { Trace, TraceEvent } from '../model';
import { align } from './align';
import { diagram, type Diagram, type Item, type Section } from './diagram';
import { exchangeFacts, type ExchangeFacts } from './exchange-facts';
import { holdings } from './holdings';
import { laneStates, type LaneState } from './lane-states';
import { count, duration, list, shortId } from './words';

/** How an item of one run stands to the other run. */
export type Verdict = 'same' | 'differs' | 'only-a' | 'only-b';

/** One thing in which two messages of the same place differ, in a few words for each side. */
export interface Difference {
  /** `status` of an answer, `user` it was meant for, `server` that took part, `arrival`, or the `words` of the label. */
  readonly what: 'status' | 'user' | 'server' | 'arrival' | 'words';
  readonly a: string;
  readonly b: string;
}

export interface ComparedRow {
  readonly verdict: Verdict;
  readonly a: Item | null;
  readonly b: Item | null;
  readonly differences: readonly Difference[];
}

/** An act of both runs, or of one of them. */
export interface ComparedSection {
  readonly title: string;
  readonly verdict: Verdict;
  readonly rows: readonly ComparedRow[];
}

/** How the two runs stand at their ends where they do not stand the same. */
export interface EndDifference {
  /** `user`: who a client last was to the server. `store`: sessions and other rows. `process`: a server or store. */
  readonly what: 'user' | 'store' | 'process';
  /** The label of the lane. */
  readonly subject: string;
  readonly a: string;
  readonly b: string;
}

export interface Comparison {
  /** So many events both runs begin with: where they part. */
  readonly shared: number;
  readonly sections: readonly ComparedSection[];
  readonly atEnd: readonly EndDifference[];
  readonly counts: Readonly<Record<Verdict, number>>;
}

/**
 * Sets two runs, or two branches of one run, side by side. Up to where they part, items are the same by their
 * position; after that, acts are lined up by their titles and items by what they are about, so that the times and the
 * numbers of exchanges, which go apart by themselves, make no difference.
 */
export function compare(a: Trace, b: Trace): Comparison {
  const shared = sharedStart(a, b);
  const [sideA, sideB] = [new Side(a), new Side(b)];
  const sections: ComparedSection[] = [];
  const titles = ({ sections: all }: Diagram): string[] => all.map(({ title }) => title);
  for (const [x, y] of align(titles(sideA.shown), titles(sideB.shown))) {
    const sectionA = x === null ? undefined : sideA.shown.sections[x];
    const sectionB = y === null ? undefined : sideB.shown.sections[y];
    const rows = compareSections(sectionA, sectionB, shared, sideA, sideB);
    const verdict = !sectionA
      ? 'only-b'
      : !sectionB
        ? 'only-a'
        : rows.every((row) => row.verdict === 'same')
          ? 'same'
          : 'differs';
    sections.push({ title: (sectionA ?? sectionB)?.title ?? '', verdict, rows });
  }
  const counts: Record<Verdict, number> = { same: 0, differs: 0, 'only-a': 0, 'only-b': 0 };
  for (const { rows } of sections) for (const { verdict } of rows) counts[verdict] += 1;
  return { shared, sections, atEnd: endDifferences(sideA, sideB), counts };
}

function sharedStart(a: Trace, b: Trace): number {
  let at = 0;
  while (at < a.length && at < b.length && (a[at] === b[at] || JSON.stringify(a[at]) === JSON.stringify(b[at])))
    at += 1;
  return at;
}

/** One of the two runs with everything that is looked up in it. */
class Side {
  readonly shown: Diagram;
  readonly facts: readonly ExchangeFacts[];
  readonly states: readonly LaneState[];
  readonly #events: ReadonlyMap<number, TraceEvent>;
  readonly #byExchange: ReadonlyMap<string, ExchangeFacts>;
  readonly #roles: ReadonlyMap<string, string>;

  constructor(readonly trace: Trace) {
    this.shown = diagram(trace);
    this.facts = exchangeFacts(trace);
    this.states = laneStates(trace);
    this.#events = new Map(trace.map((event) => [event.seq, event] as const));
    this.#byExchange = new Map(this.facts.map((facts) => [facts.exchange, facts] as const));
    this.#roles = new Map(this.shown.actors.map(({ id, role }) => [id, role] as const));
  }

  eventOf(item: Item): TraceEvent | undefined {
    return this.#events.get(item.seq);
  }

  /** Whom the server took the client for in the exchange of this answer. */
  userOf(item: Item): string | null {
    const exchange = item.type === 'message' ? item.exchange : undefined;
    return exchange === undefined ? null : (this.#byExchange.get(exchange)?.user ?? null);
  }

  /** What an item is about, and nothing of how it turned out: equal for items that belong beside each other. */
  keyOf(item: Item): string {
    const event = this.eventOf(item);
    const ends = item.type === 'note' ? item.over : [item.from, item.to];
    return JSON.stringify([event?.kind, ends.map((id) => this.#place(id)), event ? about(event) : '']);
  }

  /** Servers and their stores stand in for each other; clients do not. */
  #place(id: string): string {
    const role = this.#roles.get(id) ?? '';
    return role === 'server' || role === 'store' ? role : id;
  }
}

function about(event: TraceEvent): string {
  switch (event.kind) {
    case 'request.sent':
      return `${event.data.method} ${event.data.url}`;
    case 'store.asked':
    case 'store.answered':
    case 'store.failed':
      return `${event.data.op} ${event.data.table ?? 'sessions'}`;
    case 'fault.fired':
    case 'fault.lifted':
      return event.data.fault;
    case 'network.disturbed':
      return `${event.data.how} ${event.data.direction}`;
    case 'cookie.stored':
    case 'cookie.edited':
      return event.data.cookie.name;
    case 'cookie.refused':
    case 'cookie.deleted':
    case 'cookie.removed':
      return event.data.name;
    case 'user.changed':
      return `${event.data.what} ${event.data.id}`;
    case 'account.checked':
    case 'account.refused':
      return event.data.rule;
    default:
      return '';
  }
}

function compareSections(
  a: Section | undefined,
  b: Section | undefined,
  shared: number,
  sideA: Side,
  sideB: Side,
): ComparedRow[] {
  const [itemsA, itemsB] = [a?.items ?? [], b?.items ?? []];
  // What both runs recorded stands at the same place, whatever became of it later.
  const key = (side: Side, item: Item): string => (item.seq < shared ? `#${String(item.seq)}` : side.keyOf(item));
  const pairs = align(
    itemsA.map((item) => key(sideA, item)),
    itemsB.map((item) => key(sideB, item)),
  );
  return pairs.map(([x, y]): ComparedRow => {
    const itemA = x === null ? null : (itemsA[x] ?? null);
    const itemB = y === null ? null : (itemsB[y] ?? null);
    if (!itemA || !itemB) return { verdict: itemA ? 'only-a' : 'only-b', a: itemA, b: itemB, differences: [] };
    const differences = differencesOf(itemA, itemB, sideA, sideB);
    return { verdict: differences.length === 0 ? 'same' : 'differs', a: itemA, b: itemB, differences };
  });
}

function differencesOf(a: Item, b: Item, sideA: Side, sideB: Side): Difference[] {
  const found: Difference[] = [];
  const add = (what: Difference['what'], left: string, right: string): void => {
    if (left !== right) found.push({ what, a: left, b: right });
  };
  const [statusA, statusB] = [statusOf(sideA.eventOf(a)), statusOf(sideB.eventOf(b))];
  if (statusA !== null && statusB !== null) {
    add('status', String(statusA), String(statusB));
    add('user', sideA.userOf(a) ?? 'nobody', sideB.userOf(b) ?? 'nobody');
  }
  if (a.type === 'message' && b.type === 'message') {
    add('arrival', a.lost ? 'lost' : 'arrived', b.lost ? 'lost' : 'arrived');
    add('server', endsOf(a, sideA), endsOf(b, sideB));
  } else if (a.type === 'note' && b.type === 'note') {
    add('server', labelsOf(a.over, sideA), labelsOf(b.over, sideB));
  }
  if (found.length === 0) add('words', withoutIds(a.label), withoutIds(b.label));
  if (found[0]?.what === 'words') return [{ what: 'words', a: a.label, b: b.label }];
  return found;
}

function endsOf(item: Extract<Item, { type: 'message' }>, side: Side): string {
  return labelsOf([item.from, item.to], side, ' → ');
}

function labelsOf(ids: readonly string[], { shown }: Side, between = ', '): string {
  return ids.map((id) => shown.actors.find((actor) => actor.id === id)?.label ?? id).join(between);
}

function statusOf(event: TraceEvent | undefined): number | null {
  return event?.kind === 'response.started' || event?.kind === 'response.relayed' ? event.data.status : null;
}

/** A label without its short ids: that an id is another one is no news. */
function withoutIds(label: string): string {
  return label.replace(/\S{1,6}…/g, '…');
}

function endDifferences(a: Side, b: Side): EndDifference[] {
  const found: EndDifference[] = [];
  const [usersA, usersB] = [lastUsers(a), lastUsers(b)];
  const [rowsA, rowsB] = [storeWords(a), storeWords(b)];
  const [statesA, statesB] = [stateWords(a), stateWords(b)];
  const names = new Map([...a.shown.actors, ...b.shown.actors].map(({ id, label }) => [id, label] as const));
  const each = (what: EndDifference['what'], left: Words, right: Words, none: string): void => {
    for (const id of new Set([...left.keys(), ...right.keys()])) {
      const [x, y] = [left.get(id) ?? none, right.get(id) ?? none];
      if (x !== y) found.push({ what, subject: names.get(id) ?? id, a: x, b: y });
    }
  };
  each('user', usersA, usersB, 'asked for nothing');
  each('store', rowsA, rowsB, 'no rows');
  each('process', statesA, statesB, 'not there');
  return found;
}

type Words = ReadonlyMap<string, string>;

/** Who each client was to the server when it last asked for something. */
function lastUsers({ facts }: Side): Words {
  const words = new Map<string, string>();
  for (const { client, outcome, status, user } of facts) {
    if (outcome === 'open') continue;
    if (status === null) words.set(client, outcome === 'lost' ? 'lost its connection' : 'reached nobody');
    else if (status === 401) words.set(client, 'out (401)');
    else words.set(client, `${user === null ? 'nobody' : user} (${String(status)})`);
  }
  return words;
}

function storeWords({ trace }: Side): Words {
  return new Map(
    holdings(trace).stores.map(({ actor, rows, denylist, refreshTokens }) => {
      const live = rows.filter(({ change }) => change !== 'removed');
      const who = live.map(
        ({ sid, user, expired }) => `${user ?? 'nobody'} ${shortId(sid)}${expired ? ', expired' : ''}`,
      );
      const kept = (all: readonly { readonly change: unknown }[]): number =>
        all.filter(({ change }) => change !== 'removed').length;
      const parts = [
        ...(live.length === 0
          ? []
          : [`${count(live.length, 'session')} (${list(who.slice(0, 5))}${who.length > 5 ? ' …' : ''})`]),
        ...(kept(denylist) === 0 ? [] : [count(kept(denylist), 'revoked token')]),
        ...(kept(refreshTokens) === 0 ? [] : [count(kept(refreshTokens), 'refresh token')]),
      ];
      return [actor.id, parts.length === 0 ? 'no rows' : parts.join(', ')] as const;
    }),
  );
}

function stateWords({ states }: Side): Words {
  return new Map(
    states
      .filter(({ process }) => process !== 'none')
      .map(({ actor, process, boot, skew, listed }) => {
        const words = [
          process === 'up'
            ? 'running'
            : process === 'unborn'
              ? 'not started'
              : process === 'hung'
                ? 'hung'
                : 'not running',
          ...(boot > 1 ? [`boot ${String(boot)}`] : []),
          ...(skew === 0 ? [] : [`clock ${duration(skew)} ${skew > 0 ? 'ahead' : 'behind'}`]),
          ...(listed === false ? ['off the list'] : []),
        ];
        return [actor.id, words.join(', ')] as const;
      }),
  );
}
