import type { KeyObject } from 'node:crypto';
import {
  compactDecrypt,
  errors,
  flattenedDecrypt,
  generalDecrypt,
  type DecryptOptions,
  type FlattenedJWE,
  type GeneralJWE,
} from 'jose';
import {
  contentKeyBytes,
  decodeUtf8,
  findKeyManagement,
  inspectAny,
  isJsonObject,
  readJson,
  type AnyInspection,
  type JsonObject,
} from '../jwt';
import { withArticle } from './kind';
import { mismatch } from './needed-kind';
import type { Decryption, HeldKey } from './types';

/** A count from an attacker's header costs us time: half a second at most (RFC 7518 §8.1). */
const MOST_ITERATIONS = 1_000_000;
/** A small token must not unpack to a large one. */
const MOST_BYTES = 10_000_000;

/** Decrypts a JWE, compact or JSON (RFC 7516 §5.2). Never throws; a message names the kind of key that is needed. */
export async function decryptToken(text: string, key: HeldKey): Promise<Decryption> {
  const token = text.trim();
  const headers = headersOf(inspectAny(token));
  if (!headers) return refuse('This is not an encrypted token: a JWE has five parts, or is JSON with a "ciphertext".');
  let answer: Decryption = refuse('The token has no recipient.');
  for (const header of headers) {
    answer = await decryptFor(token, header, key);
    if (answer.ok) return answer;
  }
  return answer;
}

function headersOf(seen: AnyInspection): readonly JsonObject[] | undefined {
  if (seen.kind === 'jwe') return [seen.header.object ?? {}];
  return seen.kind === 'jwe-json' ? seen.recipients.map(({ header }) => header) : undefined;
}

async function decryptFor(token: string, header: JsonObject, key: HeldKey): Promise<Decryption> {
  const { alg, enc } = header;
  if (typeof alg !== 'string' || typeof enc !== 'string')
    return refuse('The header does not say how it is encrypted: "alg" or "enc" is missing.');
  const problem = problemWith(header, alg, enc, key);
  if (problem !== undefined) return refuse(problem);
  try {
    const options = {
      keyManagementAlgorithms: [alg],
      maxPBES2Count: MOST_ITERATIONS,
      maxDecompressedLength: MOST_BYTES,
    };
    const material = key.role === 'secret' ? new Uint8Array(key.key.export()) : key.key;
    const { plaintext } = await decryptWhole(token, material, options);
    const read = decodeUtf8(plaintext);
    return { ok: true, plaintext, header, alg, enc, ...(read.ok && { text: read.text }) };
  } catch (error) {
    return refuse(explainFailure(error, alg));
  }
}

type Material = KeyObject | Uint8Array;

function decryptWhole(token: string, key: Material, options: DecryptOptions): Promise<{ plaintext: Uint8Array }> {
  const json = token.startsWith('{') ? readJson(token) : undefined;
  if (!json?.ok || !isJsonObject(json.value)) return compactDecrypt(token, key, options);
  return Object.hasOwn(json.value, 'recipients')
    ? generalDecrypt(json.value as unknown as GeneralJWE, key, options)
    : flattenedDecrypt(json.value as unknown as FlattenedJWE, key, options);
}

function problemWith(header: JsonObject, alg: string, enc: string, key: HeldKey): string | undefined {
  const management = findKeyManagement(alg);
  const size = contentKeyBytes(enc);
  if (!management) {
    return alg === 'RSA1_5'
      ? '"RSA1_5" is not supported: it lets an attacker decrypt step by step (RFC 8725 §3.2).'
      : `${JSON.stringify(alg.slice(0, 60))} is not a key management algorithm that is known here.`;
  }
  if (size === undefined) return `${JSON.stringify(enc.slice(0, 60))} is not a content encryption that is known here.`;
  const wrong = mismatch(key, header, 'decrypt');
  if (wrong) return wrong.message;
  const needed = alg === 'dir' ? size : management.secretBytes;
  if (management.key === 'secret' && needed !== undefined && key.bits !== needed * 8) {
    return `The secret has ${key.bits / 8} bytes; ${alg === 'dir' ? `"dir" with "${enc}"` : `"${alg}"`} needs exactly ${needed}.`;
  }
  const count = header['p2c'];
  if (management.key === 'password' && typeof count === 'number' && count > MOST_ITERATIONS) {
    return `The header asks for ${count} rounds of password hashing; more than ${MOST_ITERATIONS} are not made, as that is how an attacker keeps a server busy.`;
  }
  return undefined;
}

function explainFailure(error: unknown, alg: string): string {
  if (error instanceof errors.JWEDecryptionFailed) {
    return 'It does not decrypt: this is another key, or the token was changed.';
  }
  if (error instanceof errors.JWEInvalid) return 'The token is malformed, so there is nothing to decrypt.';
  if (error instanceof errors.JOSENotSupported)
    return 'The token uses something that is not supported here, such as a critical extension or compression.';
  return `This runtime could not decrypt ${withArticle(JSON.stringify(alg))} token with this key.`;
}

function refuse(message: string): Decryption {
  return { ok: false, message };
}
