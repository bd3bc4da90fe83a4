import { createHmac, createPrivateKey, sign as signWith } from 'node:crypto';
import { inspect } from '../jwt';
import type { JsonObject, SigningAlgorithm } from '../model';
import { fingerprint } from './fingerprint';
import type { SigningKeyOrder } from './node-protocol';

/**
 * The same token with some members of its header and claims replaced and its signature left as it was, as anybody can
 * write it without a key. What is no signed token comes back as it is.
 */
export function withClaims(token: string, claims: JsonObject, header: JsonObject = {}): string {
  const parts = readable(token);
  if (!parts) return token;
  return [
    Object.keys(header).length === 0 ? token.split('.')[0] : encode({ ...parts.header, ...header }),
    encode({ ...parts.claims, ...claims }),
    token.split('.')[2],
  ].join('.');
}

/**
 * The same token with some claims replaced, signed with the server's own key.
 * @returns the token and what it says; null for what is no signed token
 */
export function signedAnew(
  token: string,
  claims: JsonObject,
  algorithm: SigningAlgorithm,
  { kid, key }: SigningKeyOrder,
): { readonly token: string; readonly header: JsonObject; readonly claims: JsonObject } | null {
  const parts = readable(token);
  if (!parts) return null;
  const header = { ...parts.header, alg: algorithm, kid };
  const said = { ...parts.claims, ...claims };
  const input = `${encode(header)}.${encode(said)}`;
  return { token: `${input}.${signature(input, algorithm, key)}`, header, claims: said };
}

/** The fingerprint under which a server's own events name this key. */
export function signingKeyPrint(algorithm: SigningAlgorithm, { key }: SigningKeyOrder): string {
  return fingerprint(algorithm === 'HS256' ? Buffer.from(key, 'base64url') : createPrivateKey(key));
}

/** HS256, RS256 and ES256 (RFC 7518 §3.2 to §3.4). */
function signature(input: string, algorithm: SigningAlgorithm, key: string): string {
  if (algorithm === 'HS256')
    return createHmac('sha256', Buffer.from(key, 'base64url')).update(input).digest('base64url');
  return signWith('sha256', Buffer.from(input), {
    key: createPrivateKey(key),
    dsaEncoding: 'ieee-p1363',
  }).toString('base64url');
}

function readable(token: string): { readonly header: JsonObject; readonly claims: JsonObject } | null {
  const inspection = inspect(token);
  if (inspection.kind !== 'jws' || !inspection.payload.object || !inspection.header.object) return null;
  return { header: inspection.header.object, claims: inspection.payload.object };
}

function encode(part: JsonObject): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** A cookie's value as express-session writes it: "s:", the id and its HMAC-SHA256 without padding, percent-encoded. */
export function signedId(id: string, secret: string): string {
  const mac = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
  return encodeURIComponent(`s:${id}.${mac}`);
}
