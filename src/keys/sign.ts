import { createHmac, sign, type KeyObject } from 'node:crypto';
import { algorithmsFor, describeKeyKind, findAlgorithm, isJsonObject, locate, readJson, type JsonObject } from '../jwt';
import { withArticle } from './kind';
import type { HeldKey, SignInput, SignResult } from './types';
import { pss } from './verify';

/**
 * Signs header and payload as a compact JWS (RFC 7515 §5.1). Both texts are signed byte for byte as they are, so that
 * what somebody wrote is what is in the token; only `alg` is put into the header when it is given. Never throws.
 */
export function signToken({ header, payload, key, alg }: SignInput): SignResult {
  const notes: string[] = [];
  const read = readHeader(header);
  if (typeof read === 'string') return refuse(read);
  const headerText = alg === undefined ? header : withAlg(header, read, alg);
  const named = alg ?? read['alg'];
  const algorithm = typeof named === 'string' ? named : '';
  const problem = problemWith(read, algorithm, key);
  if (problem !== undefined) return refuse(problem);
  if (hasLoneSurrogate(headerText) || hasLoneSurrogate(payload)) {
    return refuse('Half of a surrogate pair stands alone in the text: it cannot be written in UTF-8.');
  }
  const claims = readJson(payload);
  if (!claims.ok) notes.push(`The payload is not JSON: ${claims.problem.message}`);
  else if (!isJsonObject(claims.value))
    notes.push('The payload is not a JSON object, so the result is a JWS but no JWT.');
  else notes.push(...claims.notes.map(({ message }) => message));
  const short = shortSecret(key, algorithm);
  if (short !== undefined) notes.push(short);

  const input = `${Buffer.from(headerText).toString('base64url')}.${Buffer.from(payload).toString('base64url')}`;
  try {
    const signature = makeSignature(key.key, algorithm, Buffer.from(input, 'latin1'));
    return {
      ok: true,
      token: `${input}.${signature.toString('base64url')}`,
      alg: algorithm,
      notes: [...key.notes, ...notes],
    };
  } catch {
    // The runtime's own words may quote the key; a modulus too short for the hash ends here as well.
    return refuse(`This runtime could not sign with ${JSON.stringify(algorithm)} and ${withArticle(key.description)}.`);
  }
}

/** The signature over an input (RFC 7515 §5.1). @throws when the key and the algorithm do not fit */
export function makeSignature(key: KeyObject, alg: string, input: Buffer): Buffer {
  if (alg.startsWith('Ed')) return sign(null, input, key);
  const hash = `sha${alg.slice(2, 5)}`;
  switch (alg.slice(0, 2)) {
    case 'HS':
      return createHmac(hash, key).update(input).digest();
    case 'RS':
      return sign(hash, input, key);
    case 'PS':
      return sign(hash, input, pss(key));
    case 'ES':
      return sign(hash, input, { key, dsaEncoding: 'ieee-p1363' });
    default:
      throw new RangeError('No such algorithm.');
  }
}

function readHeader(text: string): JsonObject | string {
  const read = readJson(text);
  if (!read.ok) return `The header is not JSON: ${read.problem.message}`;
  if (!isJsonObject(read.value)) return 'The header is not a JSON object.';
  const duplicate = read.notes.find(({ cause }) => cause === 'duplicate-member');
  if (duplicate) return `The header must not be ambiguous (RFC 7515 §4): ${duplicate.message}`;
  return read.value;
}

function problemWith(header: JsonObject, alg: string, key: HeldKey): string | undefined {
  if (alg === '') return 'The header has no "alg": choose an algorithm.';
  if (alg.toLowerCase() === 'none')
    return 'An unsigned token is not made here; the attack "none" shows what that does.';
  if (key.role === 'public')
    return `This is ${withArticle(key.description)}: it verifies; signing needs the private half.`;
  const algorithm = findAlgorithm(alg);
  if (!algorithm) return `${JSON.stringify(alg)} is not a signature algorithm that is known here.`;
  if (key.kind === undefined || !algorithm.keys.includes(key.kind)) {
    const fit = key.kind ? ` This key signs with ${algorithmsFor(key.kind).join(', ')}.` : '';
    return `${JSON.stringify(alg)} needs ${algorithm.keys.map(describeKeyKind).join(' or ')}, and this is ${withArticle(key.description)}.${fit}`;
  }
  if (Array.isArray(header['crit']) && header['b64'] === false)
    return 'A JWT must have an encoded payload: take out "b64" (RFC 7797 §7).';
  return undefined;
}

/** RFC 7518 §3.2: a secret at least as long as the hash. */
function shortSecret(key: HeldKey, alg: string): string | undefined {
  const needed = Number(alg.slice(2));
  if (key.kind !== 'secret' || key.bits >= needed) return undefined;
  return `The secret has ${key.bits / 8} bytes; ${alg} asks for at least ${needed / 8} (RFC 7518 §3.2).`;
}

/** Puts the algorithm into the header's text and leaves every other byte. */
function withAlg(text: string, header: JsonObject, alg: string): string {
  if (header['alg'] === alg) return text;
  const value = JSON.stringify(alg);
  const place = locate(text, '/alg');
  if (place) return text.slice(0, place.offset) + value + text.slice(place.offset + place.length);
  const brace = text.indexOf('{') + 1;
  return `${text.slice(0, brace)}"alg":${value}${Object.keys(header).length > 0 ? ',' : ''}${text.slice(brace)}`;
}

function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

function refuse(message: string): SignResult {
  return { ok: false, message };
}
