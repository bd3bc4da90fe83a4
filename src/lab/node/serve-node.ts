import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Express } from 'express';
import type { Store } from 'express-session';
import type { HeldSecret } from '../../model';
import { isPipeName } from '../address';
import type { NodeOrder, NodeOrders, NodeReport, OpenedStore, StoreOrder } from '../node-protocol';
import { createTappedServer } from './http-tap';
import { probe } from './probe';
import { installSeededRandom } from './seeded-random';
import { installVirtualTime, setTime } from './virtual-time';

/** What the lab gives an app to start with, as a deployment would by its environment. */
export interface Deployment {
  /** A secret by name, the same at every boot. @throws when the lab gave none of that name */
  readonly secret: (name: string) => Buffer;
  /** The session store to open, for an app that has one. */
  readonly store: StoreOrder;
}

export interface DeployedApp {
  readonly app: Express;
  readonly holds: readonly HeldSecret[];
  readonly opened: OpenedStore | null;
  /** The tapped store, so that an operator can delete sessions by hand. */
  readonly store: Store | null;
}

/**
 * Runs one app node: waits for its orders, serves, reports, and ends when the lab does, however the lab ended.
 */
export function serveNode(deploy: (deployment: Deployment) => Promise<DeployedApp> | DeployedApp): void {
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
        begin(order.orders, deploy, report).then(
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
      case 'destroySessions':
        void destroySessions(node?.store ?? null, order.sids).then(
          () => report({ type: 'sessionsDestroyed', request: order.request }),
          (error: unknown) => report({ type: 'sessionsDestroyed', request: order.request, error: String(error) }),
        );
        return;
      default:
        order satisfies never;
    }
  });
}

interface RunningNode {
  readonly server: Server;
  readonly store: Store | null;
  readonly address: string;
}

async function begin(
  orders: NodeOrders,
  deploy: (deployment: Deployment) => Promise<DeployedApp> | DeployedApp,
  report: (message: NodeReport) => void,
): Promise<RunningNode> {
  const { address, boot, node, now, secrets, seed } = orders;
  setTime(now);
  installVirtualTime();
  installSeededRandom(seed, node, boot);
  probe.begin(node, boot, report);
  const { app, holds, opened, store } = await deploy({
    store: orders.store,
    secret: (name) => {
      const value = secrets[name];
      if (value === undefined) throw new Error(`The lab gave this node no secret named "${name}".`);
      return Buffer.from(value, 'base64url');
    },
  });
  const server = createTappedServer(app);
  server.on('error', (error: NodeJS.ErrnoException) => {
    report({ type: 'failed', code: error.code ?? 'ERROR', message: error.message });
  });
  // A killed predecessor leaves its socket file behind.
  if (!isPipeName(address)) rmSync(address, { force: true });
  server.listen(address, () => report({ type: 'listening', holds, store: opened }));
  return { server, store, address };
}

/** Deletes as the operator: through the tapped store, so that it is told like everything else. */
async function destroySessions(store: Store | null, sids: readonly string[] | undefined): Promise<void> {
  if (!store) return;
  await probe.within({ operator: true }, async () => {
    for (const sid of sids ?? (await everySid(store))) {
      await new Promise<void>((resolve, reject) =>
        store.destroy(sid, (error: unknown) => (error ? reject(error) : resolve())),
      );
    }
  });
}

function everySid(store: Store): Promise<string[]> {
  return new Promise((resolve, reject) => {
    if (!store.all) {
      resolve([]);
      return;
    }
    store.all((error: unknown, sessions) => {
      if (error) reject(error);
      else resolve(Object.keys(sessions ?? {}));
    });
  });
}
