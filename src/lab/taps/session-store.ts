import type { SessionData, Store } from 'express-session';
import type { SourceLine, StoreRow } from '../../model';
import { probe } from '../node/probe';
import { callerLine } from '../node/source-line';
import { tellCall, type StoreAnswer, type StoreQuestion } from './store-call';

type Done = ((error?: unknown, value?: unknown) => void) | undefined;

/**
 * Wraps every call to a session store in two events: asked, and answered or failed.
 * The store itself is the real one; it is asked only when the first gate opens, and its caller hears of the answer
 * only when the second does.
 * @param mounted the line that mounted the session middleware, for calls that no other line of the app made
 */
export function tapStore(store: Store, mounted: SourceLine | undefined): void {
  const real = {
    get: store.get.bind(store),
    set: store.set.bind(store),
    touch: store.touch?.bind(store),
    destroy: store.destroy.bind(store),
  };

  store.get = (sid, done) =>
    void relay(
      { op: 'get', sid },
      mounted,
      done as Done,
      (answer) => real.get(sid, answer),
      (found) => {
        const data = found as SessionData | null | undefined;
        return data ? { hit: true, row: storeRow(sid, data, endOf(store, sid)) } : { hit: false };
      },
    );

  store.set = (sid, data, done) =>
    void relay(
      { op: 'set', sid, row: storeRow(sid, data) },
      mounted,
      done as Done,
      (answer) => real.set(sid, data, answer),
      () => ({
        row: storeRow(sid, data),
      }),
    );

  if (real.touch) {
    const touch = real.touch;
    store.touch = (sid: string, data: SessionData, done?: () => void) =>
      void relay(
        { op: 'touch', sid, row: storeRow(sid, data) },
        mounted,
        done,
        (answer) => touch(sid, data, answer),
        () => ({
          row: storeRow(sid, data),
        }),
      );
  }

  store.destroy = (sid, done) =>
    void relay(
      { op: 'destroy', sid },
      mounted,
      done as Done,
      (answer) => real.destroy(sid, answer),
      () => ({}),
    );
}

async function relay(
  asked: StoreQuestion,
  mounted: SourceLine | undefined,
  done: Done,
  call: (answer: (error?: unknown, value?: unknown) => void) => void,
  describe: (value: unknown) => StoreAnswer,
): Promise<void> {
  const source = probe.context?.operator ? undefined : (callerLine() ?? mounted);
  const asking = (): Promise<unknown> =>
    new Promise((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value))));
  const [error, value] = await tellCall(asked, source, asking, describe).then(
    (found) => [null, found],
    (problem: unknown) => [problem, undefined],
  );
  done?.(error, value);
}

/** A store that keeps the end of a session beside its row and not in it. */
export interface KnowsEnds {
  /** Virtual ms since the Unix epoch; null for no end, undefined for a session that it knows nothing of. */
  endOf(sid: string): number | null | undefined;
}

function endOf(store: Store & Partial<KnowsEnds>, sid: string): number | null | undefined {
  return store.endOf?.(sid);
}

/**
 * A row as the store keeps it: the session serialized to JSON.
 * @param end when it ends, where the store knows better than the cookie in the row
 */
export function storeRow(sid: string, session: SessionData, end?: number | null): StoreRow {
  const text = JSON.stringify(session);
  const data = JSON.parse(text) as Record<string, unknown>;
  return { sid, data, bytes: Buffer.byteLength(text), expires: end === undefined ? endInCookie(session) : end };
}

/** The end that the cookie in a session gives it. Virtual ms since the Unix epoch, or null for none. */
export function endInCookie(session: SessionData): number | null {
  const { cookie } = JSON.parse(JSON.stringify(session)) as { cookie?: { expires?: string | null } };
  return cookie?.expires ? Date.parse(cookie.expires) : null;
}
