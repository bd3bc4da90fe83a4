import { keepsSessions } from '../model/contracts';
import type { Actor, AppId, CompleteSetup, Deployment, Scenario, Setup, TokenMode } from '../model';

/** The scenario's own choices, where the setup makes none. */
const DEFAULTS = {
  store: 'memory',
  tokens: 'plain',
  algorithm: 'HS256',
  nodes: 1,
  balancing: 'round-robin',
} as const satisfies CompleteSetup;

const TOKEN_APPS: Readonly<Record<TokenMode, AppId>> = {
  plain: 'stateless',
  denylist: 'stateless-denylist',
  version: 'stateless-version',
  refresh: 'stateless-refresh',
  naive: 'stateless-naive',
};

/** What the flow is called where it is not played with the choices that its scenario is named after. */
const TITLES: Readonly<Partial<Record<AppId, string>>> = {
  'stateful-naive': 'Naive stateful: a session on the server, kept the way many tutorials print it',
  'encrypted-cookie': 'Encrypted cookie: the whole session in the browser, a secret on the server',
  'stateless-denylist': 'Stateless with a denylist: a signed token, and a list of those that no longer count',
  'stateless-version': 'Stateless with a version: a signed token, and a number in the user table that it must name',
  'stateless-naive': 'Naive stateless: a signed token, checked the way the token itself asks for',
  'stateless-refresh': 'Access and refresh tokens: a short-lived token, and another to get the next',
};

/** Every choice of a run made: which program runs, how often, behind what, and who takes part. */
export function deploy(scenario: Scenario, setup: Setup): Deployment {
  const chosen = { ...DEFAULTS, ...withoutGaps(setup) };
  const app = appOf(scenario, setup, chosen);
  // The naive server keeps its sessions where its library does by default.
  const store = chosen.store === 'naive' ? 'memory' : chosen.store;
  return { ...chosen, store, app, actors: cast(app, store, chosen.nodes) };
}

/** The title of a scenario as it is deployed. */
export function titleOf(scenario: Scenario, { app }: Deployment): string {
  return scenario.flow === 'either' ? scenario.title : (TITLES[app] ?? scenario.title);
}

function appOf(scenario: Scenario, setup: Setup, { store, tokens }: CompleteSetup): AppId {
  const flow = scenario.flow === 'either' ? (setup.tokens === undefined ? 'stateful' : 'stateless') : scenario.flow;
  if (flow === 'stateless') return TOKEN_APPS[tokens];
  return store === 'cookie' ? 'encrypted-cookie' : store === 'naive' ? 'stateful-naive' : 'stateful';
}

/** Who takes part, from left to right. */
function cast(app: AppId, store: Deployment['store'], nodes: number): Actor[] {
  const servers = Array.from({ length: nodes }, (_, index) => serverActor(index + 1, nodes > 1));
  return [
    { id: 'thief', role: 'attacker', label: 'Thief' },
    { id: 'browser', role: 'browser', label: 'Browser' },
    ...(nodes > 1 ? [{ id: BALANCER, role: 'balancer', label: 'Load balancer' } as const] : []),
    ...servers,
    ...stores(app, store, servers),
  ];
}

/** The load balancer's id. */
export const BALANCER = 'balancer';

/** @param number from 1 @param several whether there is more than one server to tell apart */
export function serverActor(number: number, several: boolean): Actor {
  return {
    id: number === 1 ? 'app' : `app-${String(number)}`,
    role: 'server',
    label: several ? `Server ${String(number)}` : 'Server',
  };
}

/** The store that a server asks: its own memory, or the one that all share. */
export function storeActorOf(node: string, { app, store, nodes }: Pick<Deployment, 'app' | 'store' | 'nodes'>): string {
  return keepsSessions(app) && store === 'memory' && nodes > 1 ? node.replace('app', 'store') : 'store';
}

/** The lane of a server's own memory. */
export function memoryActor(server: Actor): Actor {
  return { id: server.id.replace('app', 'store'), role: 'store', label: `Memory of ${server.label.toLowerCase()}` };
}

function stores(app: AppId, store: Deployment['store'], servers: readonly Actor[]): Actor[] {
  switch (app) {
    case 'stateful':
    case 'stateful-naive':
      if (store === 'memory' && servers.length > 1) return servers.map(memoryActor);
      return [{ id: 'store', role: 'store', label: 'Session store' }];
    case 'stateless-denylist':
      return [{ id: 'store', role: 'store', label: 'Denylist' }];
    case 'stateless-refresh':
      return [{ id: 'store', role: 'store', label: 'Token store' }];
    case 'encrypted-cookie':
    case 'stateless':
    case 'stateless-version':
    case 'stateless-naive':
      return [];
    default:
      return app satisfies never;
  }
}

function withoutGaps(setup: Setup): Partial<CompleteSetup> {
  return Object.fromEntries(Object.entries(setup).filter(([, value]) => value !== undefined));
}
