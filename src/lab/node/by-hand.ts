import type { SessionData, Store } from 'express-session';
import type { NodeTask } from '../node-protocol';
import { probe } from './probe';
import type { NodeStore } from './stores/opened-store';

/**
 * Does what an operator asks for, with the real store. Whatever the store is asked for is told, but does not queue
 * behind a gate that waits for the learner.
 * @throws what the store reports
 */
export async function doByHand(
  task: Exclude<NodeTask, { type: 'hang' }>,
  node: { readonly store: Store | null; readonly awaitStore?: NodeStore['awaitStore'] } | null,
): Promise<void> {
  const { store, awaitStore } = node ?? {};
  if (task.type === 'awaitStore') {
    await awaitStore?.(task.up);
    return;
  }
  if (!store) throw new Error('This server keeps no sessions.');
  switch (task.type) {
    case 'destroySessions':
      await asOperator(async () => {
        for (const sid of task.sids ?? (await everySid(store))) await destroy(store, sid);
      });
      return;
    case 'editSession':
      await asOperator(() => set(store, task.sid, task.data as unknown as SessionData));
      return;
    case 'expireSessions':
      await asOperator(async () => {
        for (const sid of task.sids) await expire(store, sid);
      });
      return;
    case 'evictSession':
      await promised<void>((done) => untapped(store).destroy(task.sid, done));
      return;
    default:
      task satisfies never;
  }
}

function asOperator(work: () => Promise<void>): Promise<void> {
  return probe.within({ operator: true }, work);
}

/** The store as its class made it: the taps stand on the object alone. */
function untapped(store: Store): Store {
  const methods = Object.getPrototypeOf(store) as Store;
  return { destroy: methods.destroy.bind(store), get: methods.get.bind(store) } as Store;
}

/** Every store works out the end of a row from the cookie in it; one that is over is no longer given out. */
async function expire(store: Store, sid: string): Promise<void> {
  const session = await promised<SessionData | null | undefined>((done) => untapped(store).get(sid, done));
  if (!session) return;
  const over = { ...(JSON.parse(JSON.stringify(session)) as SessionData) };
  over.cookie = { ...over.cookie, expires: new Date(Date.now() - 1) };
  await set(store, sid, over);
}

function set(store: Store, sid: string, session: SessionData): Promise<void> {
  return promised((done) => store.set(sid, session, done));
}

function destroy(store: Store, sid: string): Promise<void> {
  return promised((done) => store.destroy(sid, done));
}

async function everySid(store: Store): Promise<string[]> {
  if (!store.all) return [];
  const sessions = await promised<Record<string, SessionData> | SessionData[] | null | undefined>((done) =>
    store.all?.(done),
  );
  return Object.keys(sessions ?? {});
}

function promised<T>(call: (done: (error: unknown, value?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, value) => {
      if (error) reject(error instanceof Error ? error : new Error('The store gave an error without words.'));
      else resolve(value as T);
    });
  });
}
