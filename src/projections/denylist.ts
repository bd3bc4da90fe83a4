import type { StoreRow } from '../model';

/**
 * The second up to which a row of the denylist ends every token of a user, or null for a row that ends one token. Seconds
 * since the Unix epoch, as in `iat`.
 */
export function revokedUpTo(row: StoreRow | undefined): number | null {
  const before = row?.data['before'];
  return typeof before === 'number' ? before : null;
}
