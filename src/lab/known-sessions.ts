import type { ActorId, Trace } from '../model';

/** The sessions that a run's story says each of its stores holds now, oldest first. */
export function knownSessions(trace: Trace): ReadonlyMap<ActorId, ReadonlySet<string>> {
  const stores = new Map<ActorId, Set<string>>();
  const of = (store: ActorId): Set<string> => {
    const rows = stores.get(store) ?? new Set();
    stores.set(store, rows);
    return rows;
  };
  for (const event of trace) {
    switch (event.kind) {
      case 'store.opened':
        stores.set(event.actor, new Set(event.data.rows.map(({ sid }) => sid)));
        break;
      case 'store.answered': {
        const { op, sid, table = 'sessions', hit } = event.data;
        if (sid === undefined || table !== 'sessions') break;
        if (op === 'set') of(event.actor).add(sid);
        if (op === 'destroy' || (op === 'get' && hit === false)) of(event.actor).delete(sid);
        break;
      }
      case 'store.changed':
        if (event.data.row === null) for (const rows of stores.values()) rows.delete(event.data.sid);
        break;
      default:
    }
  }
  return stores;
}

/**
 * When each session ends, as the trace tells it. Redis would say it too, but by a clock that ticks between two looks:
 * no two runs would tell the same. Virtual ms since the Unix epoch, or null for no end.
 */
export function knownEnds(trace: Trace): Record<string, number | null> {
  const ends: Record<string, number | null> = {};
  for (const event of trace) {
    if (event.kind !== 'store.answered') continue;
    const { op, row, table = 'sessions' } = event.data;
    if ((op === 'set' || op === 'touch') && row && table === 'sessions') ends[row.sid] = row.expires;
  }
  return ends;
}

/** Every session that a server has ever wanted to write: whatever the store holds of this run is among them. */
export function askedSids(trace: Trace): string[] {
  const sids = new Set<string>();
  for (const event of trace) {
    if (event.kind !== 'store.asked') continue;
    const { op, sid, table = 'sessions' } = event.data;
    if (op === 'set' && sid !== undefined && table === 'sessions') sids.add(sid);
  }
  return [...sids];
}
