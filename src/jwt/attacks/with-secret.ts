import { encodeBase64url } from '../base64url';
import type { JsonValue } from '../json';
import type { AttackTools } from './attack';
import { headerWith, payloadPart, type Original } from './parts';

type HmacName = 'HS256' | 'HS384' | 'HS512';

/** The token's own HMAC algorithm, or HS256 where it has another kind. */
export function hmacName(alg: JsonValue | undefined): HmacName {
  return alg === 'HS384' || alg === 'HS512' ? alg : 'HS256';
}

/** The token signed again by HMAC over a changed header, with a secret that the attacker knows. */
export function signedWithSecret(
  original: Original,
  tools: AttackTools,
  hmac: NonNullable<AttackTools['hmac']>,
  set: Readonly<Record<string, JsonValue | undefined>> & { readonly alg: HmacName },
  secret: Uint8Array,
) {
  const header = headerWith(original.header, set);
  const payload = payloadPart(original, tools);
  const input = `${header.raw}.${payload.raw}`;
  return {
    token: `${input}.${encodeBase64url(hmac(set.alg, secret, input))}`,
    changes: [...header.changes, ...payload.changes],
  };
}
