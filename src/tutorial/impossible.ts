import type { AppId, EventKind, Setup } from '../model';
import { deploy } from '../content/deployment';
import { findScenario } from '../content/scenarios';
import { issuesTokens, keepsSessions } from '../model/contracts';
import { EVENT_SHAPES, type Shape } from './event-shapes';
import type { Pattern, Plain, Requirement } from './types';

/** The run that a step's patterns look at, as far as it is known before it runs. */
export interface Expected {
  readonly scenario: string;
  readonly setup: Setup;
  /** Id of the edit in the copy that serves it. */
  readonly edited?: string;
}

/** Kinds that only a server with tokens, with a session id or with a sealed session tells. */
const TOKENS: readonly EventKind[] = ['token.signed', 'token.verified', 'token.rejected', 'token.decoded', 'key.taken'];
const REFRESH: readonly EventKind[] = ['refresh.issued', 'refresh.rotated', 'refresh.reused', 'refresh.rejected'];
const IDS: readonly EventKind[] = ['session.generated', 'session.regenerated', 'cookie.verified', 'cookie.rejected'];
const SEALED: readonly EventKind[] = ['session.sealed', 'session.unsealed', 'session.rejected'];
const STORES: readonly EventKind[] = ['store.opened', 'store.asked', 'store.answered', 'store.failed', 'store.changed'];
const BALANCED: readonly EventKind[] = ['request.forwarded', 'response.relayed'];

/** Why a pattern can never match in such a run, as a sentence, or null. */
export function whyNever(pattern: Pattern, { scenario: id, setup }: Expected): string | null {
  const scenario = findScenario(id);
  if (!scenario) return null;
  const { app, nodes, actors } = deploy(scenario, setup);
  const impossible = impossibleKinds(app, nodes);
  if (pattern.kinds.every((kind) => impossible.has(kind))) {
    const words = pattern.kinds.map((kind) => `"${kind}"`).join(' and ');
    return `${words} never happens with the server "${app}"${nodes > 1 ? '' : ' alone'}.`;
  }
  const known = [...actors.map((actor) => actor.id), 'lab'];
  // A failure may add servers, which nobody knows yet.
  const { actor } = pattern;
  if (actor !== undefined && !known.includes(actor) && !/^(app|store)-\d$/.test(actor)) {
    return `There is no "${actor}" in this run. Actors: ${known.join(', ')}.`;
  }
  const acts = scenario.acts.map((act) => act.id);
  if (pattern.act !== undefined && !acts.includes(pattern.act) && !INTERLUDES.includes(pattern.act)) {
    return `"${id}" has no act "${pattern.act}". Acts: ${acts.join(', ')}.`;
  }
  for (const requirement of pattern.where) {
    const why = whyNotThere(requirement, pattern.kinds);
    if (why !== null) return why;
  }
  return null;
}

/** Kinds of event that a run of this server never has, whatever goes wrong. */
export function impossibleKinds(app: AppId, nodes: number): ReadonlySet<EventKind> {
  const kinds = new Set<EventKind>();
  const none = (list: readonly EventKind[]): void => list.forEach((kind) => kinds.add(kind));
  if (!issuesTokens(app)) none(TOKENS);
  if (app !== 'stateless-refresh') none(REFRESH);
  if (!keepsSessions(app)) none(IDS);
  if (app === 'stateful-naive') none(['session.regenerated']);
  if (app !== 'encrypted-cookie') none(SEALED);
  if (app === 'encrypted-cookie' || app === 'stateless' || app === 'stateless-version') none(STORES);
  // A server can be added to a run that began with one, but no load balancer.
  if (nodes === 1) none(BALANCED);
  return kinds;
}

/** Acts that failures play in the middle of others. */
const INTERLUDES = ['plant', 'visit', 'forge', 'renew', 'refresh-twice', 'logout-everywhere', 'log-out-in-vain'];

function whyNotThere({ path, test }: Requirement, kinds: readonly EventKind[]): string | null {
  const [first = '', ...rest] = path.split('.');
  const shapes = kinds.map((kind) => ({ kind, shape: shapeOf(kind, first) }));
  const having = shapes.filter(({ shape }) => shape !== undefined);
  if (having.length === 0) {
    const members = kinds.flatMap((kind) => Object.keys(EVENT_SHAPES[kind]));
    const has = members.length === 0 ? 'It says nothing besides.' : `It has: ${[...new Set(members)].join(', ')}.`;
    return `"${kinds.join('", "')}" has no "${first}". ${has}`;
  }
  const problems = having.map(({ shape }) => misfit(shape!, rest, path, test));
  return problems.every((problem) => problem !== null) ? (problems[0] ?? null) : null;
}

function shapeOf(kind: EventKind, member: string): Shape | undefined {
  const shapes: Readonly<Record<string, Shape>> = EVENT_SHAPES[kind];
  return Object.hasOwn(shapes, member) ? shapes[member] : undefined;
}

function misfit(shape: Shape, rest: readonly string[], path: string, test: Requirement['test']): string | null {
  if (rest.length > 0) {
    return shape === 'headers' || shape === 'json' || shape === 'any'
      ? null
      : `"${path}" goes too deep: there is nothing inside.`;
  }
  const values: readonly Plain[] = test.how === 'is' ? [test.value] : test.how === 'in' ? test.values : [];
  if (values.length === 0 || shape === 'any' || shape === 'headers' || shape === 'json') return null;
  const fitting = values.some((value) => fits(shape, value));
  if (fitting) return null;
  if (typeof shape !== 'string') return `"${path}" is one of: ${shape.join(', ')}.`;
  return `"${path}" is ${{ text: 'a text', number: 'a number', flag: 'true or false' }[shape]}, which is never ${JSON.stringify(values[0])}.`;
}

function fits(shape: Shape, value: Plain): boolean {
  if (typeof shape !== 'string') return typeof value === 'string' && shape.includes(value);
  switch (shape) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    default:
      return true;
  }
}
