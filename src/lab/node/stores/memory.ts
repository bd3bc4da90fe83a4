import session from 'express-session';
import type { NodeStore } from './opened-store';

/** express-session's own store: rows in the memory of the process, gone with it. */
export function openMemory(): NodeStore {
  return { store: new session.MemoryStore(), opened: { store: 'memory', durable: false, rows: [] } };
}
