import type { JsonObject } from '../model';

/** A user's name out of whatever an app keeps: a string, or an object with one of the usual fields. */
function nameIn(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return null;
  for (const field of ['username', 'name', 'email', 'id'] as const) {
    const found = (value as Record<string, unknown>)[field];
    if (typeof found === 'string' && found !== '') return found;
    if (typeof found === 'number') return String(found);
  }
  return null;
}

/** Who a session belongs to, or null while it names nobody. */
export function userOfSession(data: JsonObject): string | null {
  return nameIn(data['user']) ?? nameIn(data['username']) ?? nameIn(data['userId']) ?? nameIn(data['sub']);
}

/** Who a token speaks of: a readable name if a claim gives one, else the subject (RFC 7519 §4.1.2). */
export function userOfClaims(claims: JsonObject): string | null {
  return (
    nameIn(claims['username']) ??
    nameIn(claims['preferred_username']) ??
    nameIn(claims['name']) ??
    nameIn(claims['sub'])
  );
}

/** The role a session or token carries, or null. */
export function roleIn(data: JsonObject): string | null {
  const user = data['user'];
  const nested = typeof user === 'object' && user !== null ? (user as Record<string, unknown>)['role'] : undefined;
  const role = data['role'] ?? nested;
  return typeof role === 'string' && role !== '' ? role : null;
}
