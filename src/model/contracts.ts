import type { Actor, ActorId } from './actors';
import type { WebStorageArea } from './events';

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
  browser(id: ActorId): BrowserHandle;
  /** Gives `to` the credential that `from` holds now: a cookie by name, or an entry of localStorage. */
  copyCredential(what: 'cookie' | 'token', name: string, from: ActorId, to: ActorId): Promise<void>;
  /** Moves the clock of the whole run ahead by `ms` virtual milliseconds. */
  advanceClock(ms: number): Promise<void>;
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
  readonly app: AppId;
  readonly actors: readonly Actor[];
  readonly acts: readonly Act[];
}

/** A teaching server in src/apps. */
export type AppId = 'stateful' | 'stateless' | 'encrypted-cookie';

/** What a client shows to prove who it is, as it keeps it. */
export interface KeptCredential {
  readonly what: 'cookie' | 'token';
  readonly name: string;
  readonly value: string;
}

/** What a failure may do to the run. Everything it does is told as events, like everything else. */
export interface FaultTools {
  readonly app: AppId;
  kill(node: ActorId): Promise<void>;
  start(node: ActorId): Promise<void>;
  isUp(node: ActorId): boolean;
  /** From its next start on, the server is given another value of a secret. */
  replaceSecret(name: 'cookie' | 'signing'): void;
  /** Deletes every session in the store. */
  destroySessions(): Promise<void>;
  /** Moves the clock of the whole run ahead by `ms` virtual milliseconds. */
  advanceClock(ms: number): Promise<void>;
  /** The session cookie or the token that a client keeps, or null. */
  credential(client: ActorId): KeptCredential | null;
  dropCredential(client: ActorId): void;
  editCredential(client: ActorId, value: string): void;
  copyCredential(from: ActorId, to: ActorId): void;
  /** The same token with some claims replaced and its signature left as it was. */
  withClaims(token: string, claims: Readonly<Record<string, unknown>>): string;
}

/** Something that goes wrong, in the words of authentication. One file each in src/content/faults. */
export interface Fault {
  readonly id: string;
  /** Imperative, as on a button: "Kill the server". */
  readonly title: string;
  /** One sentence: what a learner sees by it. */
  readonly teaches: string;
  readonly target: ActorId;
  /** Why it cannot strike right now, or null when it can. */
  unavailable(tools: FaultTools): string | null;
  strike(tools: FaultTools): Promise<void>;
}

/** What a menu needs to know about a scenario or a failure; plain data that crosses processes. */
export interface ScenarioCard {
  readonly id: string;
  readonly title: string;
  readonly teaches: string;
}
export interface FaultCard {
  readonly id: string;
  readonly title: string;
  readonly teaches: string;
  readonly target: ActorId;
}
