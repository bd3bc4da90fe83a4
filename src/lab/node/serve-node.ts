import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Express } from 'express';
import type { Store } from 'express-session';
import type { HeldSecret, SigningAlgorithm } from '../../model';
import { isPipeName } from '../address';
import type { NodeOrder, NodeOrders, NodeReport, NodeSecrets, OpenedStore, StoreOrder } from '../node-protocol';
import { createTappedServer } from './http-tap';
import { doByHand } from './by-hand';
import { programToServe } from './edited-program';
import { standStill } from './stand-still';
import { probe } from './probe';
import { installRepeatableEcdsa } from './repeatable-ecdsa';
import { installSeededRandom } from './seeded-random';
import { installVirtualTime, setTime } from './virtual-time';

/** What the lab gives an app to start with, as a deployment would by its environment. */
export interface Deployment {
  /** The same at every boot, until the operator replaces one. */
  readonly secrets: NodeSecrets;
  readonly algorithm: SigningAlgorithm;
  /** The session store to open, for an app that has one. */
  readonly store: StoreOrder;
  /** Paths of the SQLite files with the user table, and with revoked and refresh tokens. */
  readonly users: string;
  readonly tokenStore: string;
  /** Where the thief publishes, should it do so. */
  readonly thiefSite: string;
}

export interface DeployedApp {
  readonly app: Express;
  readonly holds: readonly HeldSecret[];
  readonly opened: OpenedStore | null;
  /** The tapped store, so that an operator can change sessions by hand. */
  readonly store: Store | null;
  /** Resolves when the connection to a store of its own process is up, or down. */
  readonly awaitStore?: ((up: boolean) => Promise<void>) | undefined;
}

/**
 * Runs one app node: waits for its orders, serves, reports, and ends when the lab does, however the lab ended.
 * @param shipped the module of the server's program
 * @param deploy makes the app with that module, or with the learner's own in its place
 */
export function serveNode<M extends object>(
  shipped: M,
  deploy: (deployment: Deployment, program: M) => Promise<DeployedApp> | DeployedApp,
): void {
  if (!process.send) {
    process.stderr.write('An app node is started by the lab: run "npm run lab -- run stateful".\n');
    process.exit(2);
  }
  let node: RunningNode | null = null;

  const report = (message: NodeReport): void => {
    if (process.connected) process.send?.(message);
  };
  const leave = (): never => {
    if (node && !isPipeName(node.address)) rmSync(node.address, { force: true });
    process.exit(0);
  };

  // The channel closes with the lab, whatever ended it: no node outlives its lab.
  process.on('disconnect', leave);
  process.on('SIGINT', () => undefined); // Ctrl+C reaches the whole group; the lab decides when nodes go
  process.on('SIGTERM', leave);

  process.on('message', (order: NodeOrder) => {
    switch (order.type) {
      case 'begin':
        begin(order.orders, shipped, deploy, report).then(
          (running) => (node = running),
          (error: NodeJS.ErrnoException) =>
            report({ type: 'failed', code: error.code ?? 'ERROR', message: error.message }),
        );
        return;
      case 'release':
        setTime(order.now);
        probe.release(order.id);
        return;
      case 'clock':
        setTime(order.now);
        return;
      case 'ask':
        if (order.task.type === 'hang') {
          const { task, request } = order;
          process.send?.({ type: 'done', request } satisfies NodeReport, () => standStill(task.while));
          return;
        }
        void doByHand(order.task, node).then(
          () => report({ type: 'done', request: order.request }),
          (error: unknown) =>
            report({
              type: 'done',
              request: order.request,
              error: error instanceof Error ? error.message : String(error),
            }),
        );
        return;
      default:
        order satisfies never;
    }
  });
}

interface RunningNode extends Pick<DeployedApp, 'store' | 'awaitStore'> {
  readonly server: Server;
  readonly address: string;
}

async function begin<M extends object>(
  orders: NodeOrders,
  shipped: M,
  deploy: (deployment: Deployment, program: M) => Promise<DeployedApp> | DeployedApp,
  report: (message: NodeReport) => void,
): Promise<RunningNode> {
  const { address, boot, node, now, seed, storeActor } = orders;
  setTime(now);
  installVirtualTime();
  installSeededRandom(seed, node, boot);
  installRepeatableEcdsa();
  probe.begin(node, boot, report, storeActor);
  const program = await programToServe(shipped, orders.edited, address);
  const { app, holds, opened, store, awaitStore } = await deploy(orders, program);
  const server = createTappedServer(app);
  server.on('error', (error: NodeJS.ErrnoException) => {
    report({ type: 'failed', code: error.code ?? 'ERROR', message: error.message });
  });
  // A killed predecessor leaves its socket file behind.
  if (!isPipeName(address)) rmSync(address, { force: true });
  server.listen(address, () => report({ type: 'listening', holds, store: opened }));
  return { server, store, awaitStore, address };
}
