import type { SessionData } from 'express-session';
import { SqliteStore } from '../../../apps/sqlite-store';
import { storeRow } from '../../taps/session-store';
import type { NodeStore } from './opened-store';

/**
 * Sessions in a SQLite file, which is still there when the process is started again.
 * @param file path of the database
 */
export async function openSqlite(file: string): Promise<NodeStore> {
  const store = new SqliteStore(file);
  const all = await new Promise<Record<string, SessionData>>((resolve, reject) =>
    store.all((error, sessions) => (error ? reject(error) : resolve(sessions ?? {}))),
  );
  const rows = Object.entries(all).map(([sid, data]) => storeRow(sid, data));
  return { store, opened: { store: 'sqlite', durable: true, rows } };
}
