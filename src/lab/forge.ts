import { inspect } from '../jwt';

/** The same token with some claims replaced and its signature left as it was, as anybody can write it without a key. */
export function withClaims(token: string, claims: Readonly<Record<string, unknown>>): string {
  const inspection = inspect(token);
  if (inspection.kind !== 'jws' || !inspection.payload.object) return token;
  const [header = '', , signature = ''] = token.split('.');
  const payload = Buffer.from(JSON.stringify({ ...inspection.payload.object, ...claims })).toString('base64url');
  return [header, payload, signature].join('.');
}
