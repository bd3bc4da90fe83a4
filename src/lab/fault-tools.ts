import type {
  Act,
  ActorId,
  Deployment,
  Disturbance,
  EventData,
  EventKind,
  FaultTools,
  StoreRow,
  StoreTools,
  Trace,
} from '../model';
import type { AttackGiven } from './attack';
import type { Balancer } from './balancer';
import type { Browser } from './browser/browser';
import type { Cluster } from './cluster';
import { signedAnew, signedId, signingKeyPrint, withClaims } from './forge';
import type { Network } from './network/network';
import type { Operator } from './operator';
import type { People } from './people';
import type { RunStore } from './run-store';
import type { Secrets } from './secrets';

/** What failures work on. */
export interface Workshop {
  readonly deployment: Deployment;
  readonly cluster: Cluster;
  readonly balancer: Balancer | null;
  readonly network: Network;
  readonly store: RunStore;
  readonly secrets: Secrets;
  readonly people: People;
  readonly operator: Operator;
  readonly trace: () => Trace;
  readonly browser: (id: ActorId) => Browser;
  /** Records an event right away. */
  readonly say: <K extends EventKind>(kind: K, data: EventData[K], actor?: ActorId) => void;
  startNode(node: ActorId): Promise<void>;
  /** A process stands still: no gate waits for it. */
  letGo(node: ActorId): void;
  advance(ms: number): Promise<void>;
  forge(attack: string, token: string, given: Omit<AttackGiven, 'ownKey'>): Promise<EventData['token.forged']>;
  interlude(act: Act): void;
  /** The disturbance as the learner asked for it, and who hears when it is spent. */
  arranged(disturbance: Disturbance): { readonly disturbance: Disturbance; readonly spent: () => void };
}

/** The tools with which failures strike. */
export function makeFaultTools(shop: Workshop): FaultTools {
  const { deployment, cluster, balancer, network, secrets, people, say } = shop;
  return {
    deployment,
    get nodes() {
      return cluster.ids;
    },
    isUp: (node) => cluster.isUp(node),
    isHung: (node) => cluster.isHung(node),
    kill: (node) => cluster.kill(node),
    start: (node) => shop.startNode(node),
    hang: async (node) => {
      await cluster.hang(node);
      shop.letGo(node);
      say('node.hung', {}, node);
      await network.standsStill(node);
    },
    resume: (node) => {
      if (cluster.isHung(node)) {
        say('node.resumed', {}, node);
        cluster.resume(node);
      }
      return Promise.resolve();
    },
    addNode: async () => {
      const actor = cluster.add();
      balancer?.setNodes([...balancer.nodes, actor.id]);
      say('node.added', { actor, nodes: balancer?.nodes ?? [] });
      await shop.startNode(actor.id);
    },
    removeNode: async (node) => {
      balancer?.setNodes(balancer.nodes.filter((each) => each !== node));
      say('node.removed', { node, nodes: balancer?.nodes ?? [] });
      await cluster.remove(node);
    },
    skewClock: (node, ms) => {
      cluster.skew(node, ms);
      say('clock.skewed', { node, by: ms });
      return Promise.resolve();
    },
    replaceSecret: (name, { overlap = false } = {}) => secrets.replace(name, overlap),
    store: makeStoreTools(shop),
    disturb: (wanted) => {
      const { disturbance, spent } = shop.arranged(wanted);
      return network.disturb(disturbance, spent);
    },
    changeUser: (name, change) => people.change(name, change),
    advanceClock: (ms) => shop.advance(ms),
    credential: (client) => shop.browser(client).credential(),
    dropCredential: (client) => {
      for (const [kind, data] of shop.browser(client).dropCredentials()) say(kind, data, client);
    },
    editCredential: (client, value) => {
      for (const [kind, data] of shop.browser(client).editCredential(value)) say(kind, data, client);
    },
    copyCredential: (from, to) => {
      for (const kept of shop.browser(from).credentials()) say('credential.copied', { ...kept, from, to }, from);
      shop.browser(to).takeCredentials(shop.browser(from));
    },
    withClaims,
    signed: (token, claims, by) => {
      const [newest] = secrets.current.signing;
      const made = newest && signedAnew(token, claims, deployment.algorithm, newest);
      if (!made) return token;
      say('token.signed', { ...made, key: signingKeyPrint(deployment.algorithm, newest) }, by);
      return made.token;
    },
    forge: async (attack, token, { claims, jwks, by }) => {
      const forged = await shop.forge(attack, token, { claims, jwks });
      say('token.forged', forged, by);
      return forged.token;
    },
    signedId: (id) => signedId(id, secrets.current.cookie[0] ?? ''),
    interlude: (act) => shop.interlude(act),
  };
}

function makeStoreTools({ operator, store, say, trace }: Workshop): StoreTools {
  return {
    get none() {
      return store.noSessions;
    },
    get isProcess() {
      return store.isProcess;
    },
    get notAProcess() {
      return store.notAProcess;
    },
    isUp: () => store.isUp,
    kill: async () => {
      await store.kill();
      say('node.exited', { code: null, signal: 'SIGKILL', expected: true }, 'store');
      await operator.awaitStore(false);
    },
    start: async (options) => {
      const opened = await store.restart(options, trace());
      say('node.started', { app: 'redis-server', holds: [] }, 'store');
      say('store.opened', opened, 'store');
      await operator.awaitStore(true);
    },
    get refusesWrites() {
      return store.refusesWrites;
    },
    get cannotFailWrites() {
      return store.cannotFailWrites;
    },
    failWrites: () => store.failWrites(),
    sids: () => operator.sids,
    evict: async (sid) => {
      if (store.isReachable) await store.evict(sid);
      else await operator.evict(sid);
      say('store.changed', { how: 'evicted', sid, row: null });
    },
    get cannotCorrupt() {
      return store.cannotCorrupt;
    },
    corrupt: async (sid) => {
      const text = await store.corrupt(sid);
      const row: StoreRow = { sid, data: { unreadable: text }, bytes: Buffer.byteLength(text), expires: null };
      say('store.changed', { how: 'corrupted', sid, row });
    },
    empty: () => operator.destroy(),
  };
}
