import type { ColumnId, TruthColumn } from './types';

/** The ways to know who is logged in, in the order of the table. */
export const columns: readonly TruthColumn[] = [
  { id: 'memory', title: 'Session in memory', setup: { store: 'memory' } },
  { id: 'sqlite', title: 'Session in SQLite', setup: { store: 'sqlite' } },
  { id: 'redis', title: 'Session in Redis', setup: { store: 'redis' } },
  { id: 'encrypted-cookie', title: 'Encrypted cookie', setup: { store: 'cookie' } },
  { id: 'jwt', title: 'JWT', setup: { tokens: 'plain' } },
  { id: 'jwt-denylist', title: 'JWT and denylist', setup: { tokens: 'denylist' } },
  { id: 'jwt-version', title: 'JWT and version', setup: { tokens: 'version' } },
  { id: 'access-refresh', title: 'Access and refresh token', setup: { tokens: 'refresh' } },
];

/** The columns that keep a session under an id. */
export const SESSIONS: readonly ColumnId[] = ['memory', 'sqlite', 'redis'];

/** The same sentence for several columns. */
export function each<T>(ids: readonly ColumnId[], value: T): Partial<Record<ColumnId, T>> {
  return Object.fromEntries(ids.map((id) => [id, value]));
}
