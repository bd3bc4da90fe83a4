import type { Actor, ActorId, ActorRole } from './actors';
import type { EventKind, WebStorageArea } from './events';
import type { CompleteSetup } from './setup';
import type { StoreKind } from './store-kinds';

/** What a scenario may make its browsers do. The lab gives the real thing; content only tells it what to do. */
export interface BrowserHandle {
  /** Follows a link or types an address: a top-level GET navigation. */
  visit(path: string): Promise<Reply | null>;
  /** The page's own script asks the server, with JSON if a body is given. */
  fetch(
    method: string,
    path: string,
    options?: { json?: unknown; headers?: Record<string, string> },
  ): Promise<Reply | null>;
  readStorage(area: WebStorageArea, key: string): string | null;
  writeStorage(area: WebStorageArea, key: string, value: string): Promise<void>;
  removeStorage(area: WebStorageArea, key: string): Promise<void>;
}

/** What a client got back; null instead of a Reply means that the connection failed or broke. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  /** The body as JSON, or undefined where it is none. */
  json(): unknown;
}

/** The stage on which a scenario plays. */
export interface Stage {
  /** The server that runs, by which a page's script knows how to log in and out. */
  readonly app: AppId;
  browser(id: ActorId): BrowserHandle;
  /** Gives `to` the credentials that `from` holds now, if there is a cookie or a token (in localStorage) among them. */
  copyCredential(what: 'cookie' | 'token', from: ActorId, to: ActorId): Promise<void>;
  /** Moves the clock of the whole run ahead by `ms` virtual milliseconds. */
  advanceClock(ms: number): Promise<void>;
  /** Lets a failure strike now. One that cannot is told to the operator and changes nothing. */
  strike(fault: string, values?: FaultValues): Promise<void>;
  /** Lets a failure strike when this happens next. */
  strikeAt(kind: EventKind, fault: string, values?: FaultValues): void;
  /** Ends every lasting failure. */
  liftAll(): Promise<void>;
}

/** One thing that somebody does, such as "log in with the right password". */
export interface Act {
  readonly id: string;
  readonly title: string;
  readonly by: ActorId;
  play(stage: Stage): Promise<void>;
}

/** A story to run: who takes part, which app runs, what is done. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** One sentence on what it teaches. */
  readonly teaches: string;
  /** `either`: the same acts make sense with sessions and with tokens; the setup says which it is. */
  readonly flow: 'stateful' | 'stateless' | 'either';
  readonly acts: readonly Act[];
}

/** A teaching server in src/apps. */
export type AppId =
  | 'stateful'
  | 'stateful-naive'
  | 'encrypted-cookie'
  | 'stateless'
  | 'stateless-denylist'
  | 'stateless-version'
  | 'stateless-refresh'
  | 'stateless-naive';

/** True for the servers that issue tokens; the others set a cookie. */
export function issuesTokens(app: AppId): boolean {
  return app.startsWith('stateless');
}

/** True for the servers that keep a row for each session, and give its id to the browser. */
export function keepsSessions(app: AppId): boolean {
  return app === 'stateful' || app === 'stateful-naive';
}

/** A run's deployment with every choice made. */
export interface Deployment extends Omit<CompleteSetup, 'store'> {
  /** What really keeps the sessions: a naive server, too, keeps them in memory. */
  readonly store: Exclude<StoreKind, 'naive'>;
  readonly app: AppId;
  readonly actors: readonly Actor[];
}

/** What a client shows to prove who it is, as it keeps it. */
export interface KeptCredential {
  readonly what: 'cookie' | 'token';
  readonly name: string;
  readonly value: string;
}

/** What a network does to messages on one hop, on their way there or back. */
export interface Disturbance {
  readonly how: 'delay' | 'drop' | 'reset' | 'truncate' | 'duplicate' | 'rewrite';
  readonly direction: 'request' | 'response';
  /** The hop's client: a browser, the thief, the load balancer or a server (towards its store); null for any. */
  readonly from: ActorId | null;
  /** Only requests whose path begins so; null for any. */
  readonly route: string | null;
  /** `delay`: virtual milliseconds. `truncate`: bytes of the body that still arrive. */
  readonly amount?: number;
  /** `delay`: up to so many virtual milliseconds more, by the run's seed. */
  readonly jitter?: number;
  /** `rewrite`: an attribute that is taken out of every Set-Cookie line. */
  readonly attribute?: string;
  readonly frequency: Frequency;
}

/** How often an armed failure strikes: at the next chance, the first n, each time with a probability, or always. */
export type Frequency =
  | { readonly how: 'once' }
  | { readonly how: 'first'; readonly n: number }
  /** `p` from 0 to 1, decided by the run's seed. */
  | { readonly how: 'chance'; readonly p: number }
  | { readonly how: 'always' };

/** A user's row as the operator may change it. */
export interface UserChange {
  readonly role?: 'user' | 'admin';
  readonly locked?: boolean;
  readonly password?: string;
  /** How many permissions stand in the row, in place of those that do. */
  readonly permissions?: number;
  /** Ends every session and token of this user, as far as the server that runs has a way to. */
  readonly endEverything?: boolean;
}

/** Ends a lasting failure. */
export type Lift = () => Promise<void>;

/** What a failure may do to the run. Everything it does is told as events, like everything else. */
export interface FaultTools {
  readonly deployment: Deployment;

  /** Every server process of the run, up or down, in the order of their lanes. */
  readonly nodes: readonly ActorId[];
  isUp(node: ActorId): boolean;
  isHung(node: ActorId): boolean;
  kill(node: ActorId): Promise<void>;
  start(node: ActorId): Promise<void>;
  /** The process stands still until `resume`: it takes connections and answers none. */
  hang(node: ActorId): Promise<void>;
  resume(node: ActorId): Promise<void>;
  /** One more server, behind the load balancer. */
  addNode(): Promise<void>;
  /** Takes a server out of the load balancer's list and ends it. */
  removeNode(node: ActorId): Promise<void>;
  /** Sets a server's own clock apart from the run's. @param ms 0 puts it right again */
  skewClock(node: ActorId, ms: number): Promise<void>;

  /**
   * Replaces a secret in what the servers are given at their next start.
   * @param overlap whether the old one is still accepted for what was signed with it
   */
  replaceSecret(name: 'cookie' | 'signing', options?: { readonly overlap?: boolean }): void;

  /** The store as an operator or an accident can treat it, besides the server. */
  readonly store: StoreTools;

  /** From now on the network does this. @returns how it ends */
  disturb(disturbance: Disturbance): Lift;

  changeUser(name: string, change: UserChange): Promise<void>;

  /** Moves the clock of the whole run ahead by `ms` virtual milliseconds. */
  advanceClock(ms: number): Promise<void>;

  /** The session cookie or the token that a client keeps, or null. */
  credential(client: ActorId): KeptCredential | null;
  dropCredential(client: ActorId): void;
  editCredential(client: ActorId, value: string): void;
  copyCredential(from: ActorId, to: ActorId): void;
  /** The same token with some members of its header and claims replaced and its signature left as it was. */
  withClaims(
    token: string,
    claims: Readonly<Record<string, unknown>>,
    header?: Readonly<Record<string, unknown>>,
  ): string;
  /** A token with these claims, signed with the server's own key: as the issuer would, or a thief of the key. */
  signed(token: string, claims: Readonly<Record<string, unknown>>, by: ActorId): string;
  /**
   * A token forged by one of the attacks that are known against careless verifiers; what the attacker must publish for
   * it is published. @param jwks the server's public keys, as it publishes them
   * @returns null where the attack finds no way, which is told
   */
  forge(
    attack: string,
    token: string,
    given: { readonly claims: Readonly<Record<string, unknown>>; readonly jwks: unknown; readonly by: ActorId },
  ): Promise<string | null>;
  /** A session cookie's value for an id of somebody's own making, signed with the server's own secret. */
  signedId(id: string): string;

  /**
   * Somebody does something of their own right now, while whatever is under way waits. It is played before
   * anything else goes on.
   */
  interlude(act: Act): void;
}

export interface StoreTools {
  /** Why there is no store to speak of, or null. */
  readonly none: string | null;
  /** True where the store is a process of its own. */
  readonly isProcess: boolean;
  /** Why it cannot be killed and started, or null when it can. */
  readonly notAProcess: string | null;
  isUp(): boolean;
  kill(): Promise<void>;
  /** @param kept whether it finds again what it had written to disk */
  start(options: { readonly kept: boolean }): Promise<void>;
  /** Why nothing can be written just now, by whomever, or null. */
  readonly refusesWrites: string | null;
  /** Why writing cannot be made to fail here, or null. */
  readonly cannotFailWrites: string | null;
  /** Reading goes on, writing fails. @returns how it ends */
  failWrites(): Promise<Lift>;
  /** Ids of the sessions that the run's story says are there now. */
  sids(): readonly string[];
  /** Deletes one row behind the server's back. */
  evict(sid: string): Promise<void>;
  /** Why a row cannot be spoiled here, or null. */
  readonly cannotCorrupt: string | null;
  /** Cuts a row's JSON off in the middle, behind the server's back. */
  corrupt(sid: string): Promise<void>;
  /** Deletes every session. */
  empty(): Promise<void>;
}

/** What a failure is about: the heading under which a menu shows it. */
export const FAULT_KINDS = [
  'network',
  'node',
  'store',
  'session',
  'cookie',
  'token',
  'keys',
  'people',
  'time',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One thing that can be chosen about a failure. */
export type FaultParameter = {
  readonly id: string;
  /** As a label: "Delay". */
  readonly title: string;
  /** Asked only where another parameter, one that stands before it, has this value. */
  readonly onlyWith?: { readonly id: string; readonly value: string };
} & (
  | {
      readonly type: 'number';
      /** "ms", "bytes", "minutes"; empty for a bare number. */
      readonly unit: string;
      readonly min: number;
      readonly max: number;
      readonly default: number;
    }
  | { readonly type: 'choice'; readonly options: readonly FaultOption[]; readonly default: string }
  /** One of the run's servers. */
  | { readonly type: 'node'; readonly default: ActorId }
  /** Free text, such as the beginning of a path. */
  | { readonly type: 'text'; readonly default: string; readonly hint: string }
);
export interface FaultOption {
  readonly id: string;
  readonly title: string;
}

/** Chosen values by parameter id; what is left out has its default. */
export type FaultValues = Readonly<Record<string, string | number>>;

/** Something that goes wrong, in the words of authentication. One file each in src/content/faults. */
export interface Fault {
  readonly id: string;
  readonly kind: FaultKind;
  /** Imperative, as on a button: "Kill the server". */
  readonly title: string;
  /** One sentence: what a learner sees by it. */
  readonly teaches: string;
  /** Whom it can happen to: whose context menu offers it. */
  readonly target: ActorRole;
  /** True when it is in force until it is lifted, and not over as soon as it has struck. */
  readonly lasts?: true;
  readonly parameters?: readonly FaultParameter[];
  /** Kinds of events whose context menu offers it besides; empty or left out for none. */
  readonly at?: readonly EventKind[];
  /** Why it cannot strike right now, or null when it can. */
  unavailable(tools: FaultTools, values: FaultReader): string | null;
  /** @returns how it ends, for one that lasts */
  strike(tools: FaultTools, values: FaultReader): Promise<Lift | void>;
}

/** The chosen values of a failure's parameters, with the defaults filled in and checked. */
export interface FaultReader {
  number(id: string): number;
  text(id: string): string;
}

/** What a menu needs to know about a scenario or a failure; plain data that crosses processes. */
export interface ScenarioCard {
  readonly id: string;
  readonly title: string;
  readonly teaches: string;
}
export interface FaultCard {
  readonly id: string;
  readonly kind: FaultKind;
  readonly title: string;
  readonly teaches: string;
  readonly target: ActorRole;
  readonly parameters: readonly FaultParameter[];
  readonly at: readonly EventKind[];
}
