import type { JsonObject } from './json';

/** Claims of RFC 7519 §4.1 that say that an object is a set of claims. */
const TELLING = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'];

/**
 * Whether an object looks like the claims of a JWT. What a JWS in JSON signs is often something else, such as a
 * request, which need not expire; a JWT is compact (RFC 7519 §3).
 */
export function looksLikeClaims(object: JsonObject): boolean {
  return TELLING.some((name) => Object.hasOwn(object, name));
}
