import { pathToFileURL } from 'node:url';
import type { Trace } from '../../model';
import type { RunStoreAddress, StoreAddress } from '../../model/store-address';
import { isActive, type Run } from '../run';

/** Where the sessions of a run can be seen. */
export type DemoPlace =
  /** Nowhere; a sentence says why. */
  | { readonly type: 'nowhere'; readonly sentence: string }
  /** In what its servers told, because no other process can reach them; `isOver`: and nothing can be changed. */
  | { readonly type: 'told'; readonly kind: Kept; readonly isOver: boolean }
  /** In the store itself. */
  | { readonly type: 'store'; readonly address: RunStoreAddress };

type Kept = 'memory' | 'sqlite' | 'redis';

const KEPT: readonly string[] = ['memory', 'sqlite', 'redis'] satisfies readonly Kept[];

const NO_RUN = 'No demo has run yet. Start one, or open a session store of your own.';

/** Finds the sessions of the run of the moment. */
export function demoPlace(run: Run | null): DemoPlace {
  if (!run) return nowhere(NO_RUN);
  const { trace, setup, state } = run;
  const opening = trace.find((event) => event.kind === 'run.started');
  const hasStore = opening?.data.actors.some(({ role }) => role === 'store');
  if (hasStore === false) {
    return nowhere(
      setup.store === 'cookie'
        ? 'The session is in the cookie, encrypted: this server has no session store.'
        : 'This server keeps no sessions: what identifies the user is in the token that the browser holds.',
    );
  }
  const opened = openedStores(trace);
  if (opened.length === 0) {
    return nowhere(
      isActive(run) ? 'The demo is about to start its server.' : 'This demo ended before its store was open.',
    );
  }
  const kind = opened.findLast(({ table }) => table === undefined || table === 'sessions')?.store;
  if (!isKept(kind)) return nowhere('The store of this demo holds tokens and no sessions.');
  if (!isActive(run)) return { type: 'told', kind, isOver: true };
  if (kind === 'memory') return { type: 'told', kind, isOver: false };
  if (state.store) return { type: 'store', address: state.store };
  return nowhere('The session store of the demo is down.');
}

/**
 * Where a desk finds the rows of a run, or null where only what the servers told can be shown.
 * @param redisUrl the setting's: a Redis of the user's own is reached by it alone
 */
export function deskAddress(place: DemoPlace, redisUrl: string | undefined): StoreAddress | null {
  if (place.type !== 'store') return null;
  const { address } = place;
  if (address.kind === 'sqlite') return { ...address, ours: true };
  const { prefix, socket } = address;
  const url = socket === null ? redisUrl : `unix://${pathToFileURL(socket).pathname}`;
  return url === undefined ? null : { kind: 'redis', url, prefix, ours: true };
}

function nowhere(sentence: string): DemoPlace {
  return { type: 'nowhere', sentence };
}

function isKept(kind: string | undefined): kind is Kept {
  return kind !== undefined && KEPT.includes(kind);
}

function openedStores(trace: Trace) {
  return trace.flatMap((event) => (event.kind === 'store.opened' ? [event.data] : []));
}
