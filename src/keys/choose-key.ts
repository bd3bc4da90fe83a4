import { findAlgorithm, isJsonObject, type JsonObject, type JsonValue } from '../jwt';
import { readJwk } from './read-jwk';
import type { HeldKey } from './types';

export type Choice =
  { readonly ok: true; readonly key: HeldKey; readonly how: string } | { readonly ok: false; readonly message: string };

/** Keys beyond this many are not looked at. */
const MOST_KEYS = 500;

/**
 * Chooses a key of a set (RFC 7517 §5): by `kid` when the token names one, else by what `alg` needs. Keys that cannot be
 * read are passed over, as RFC 7517 §5 wants. Ambiguity is an answer too: nothing is guessed.
 */
export function chooseKey(keys: readonly JsonValue[], header: JsonObject | undefined): Choice {
  const readable: HeldKey[] = [];
  let firstProblem: string | undefined;
  for (const jwk of keys.slice(0, MOST_KEYS)) {
    const read = isJsonObject(jwk) ? readJwk(jwk, 'jwks') : { problem: 'An entry of "keys" is not an object.' };
    if ('key' in read) readable.push(read.key);
    else firstProblem ??= read.problem;
  }
  const [only] = readable;
  if (!only) {
    return {
      ok: false,
      message:
        keys.length === 0 ? 'The key set is empty.' : `No key of the set can be read. The first: ${firstProblem}`,
    };
  }
  const kid = header?.['kid'];
  const alg = typeof header?.['alg'] === 'string' ? header['alg'] : undefined;
  const fitting = readable.filter((key) => fits(key, alg));
  if (typeof kid === 'string') return byKid(readable, fitting, kid);
  const [fit, ...others] = fitting;
  if (!fit) {
    return { ok: false, message: `No key of the set fits ${quoted(alg)}: it holds ${list(readable)}.` };
  }
  if (others.length > 0) {
    return {
      ok: false,
      message: `${fitting.length} keys of the set would fit, and the token has no "kid" to tell which: ${list(fitting)}.`,
    };
  }
  const why =
    alg === undefined ? 'the only one there is' : `the only one of ${readable.length} that fits ${quoted(alg)}`;
  return { ok: true, key: fit, how: `Taken from the key set as ${why}; the token has no "kid".` };
}

function byKid(readable: readonly HeldKey[], fitting: readonly HeldKey[], kid: string): Choice {
  const named = readable.filter((key) => key.kid === kid);
  const [first] = named;
  if (!first)
    return {
      ok: false,
      message: `No key of the set has the token's "kid" ${quoted(kid)}; it holds ${list(readable)}.`,
    };
  if (named.length === 1) return { ok: true, key: first, how: `Taken from the key set by its "kid" ${quoted(kid)}.` };
  const both = named.filter((key) => fitting.includes(key));
  const [one] = both;
  if (one && both.length === 1) {
    return {
      ok: true,
      key: one,
      how: `Taken from the key set: of ${named.length} with "kid" ${quoted(kid)} the only one that fits.`,
    };
  }
  return {
    ok: false,
    message: `${named.length} keys of the set have the "kid" ${quoted(kid)}, where each should have its own.`,
  };
}

function fits(key: HeldKey, alg: string | undefined): boolean {
  if (alg === undefined) return key.use !== 'enc';
  const algorithm = findAlgorithm(alg);
  if (!algorithm) return key.alg === alg || key.use === 'enc';
  return (
    key.use !== 'enc' &&
    key.kind !== undefined &&
    algorithm.keys.includes(key.kind) &&
    (key.alg === undefined || key.alg === alg)
  );
}

function list(keys: readonly HeldKey[]): string {
  const names = keys
    .slice(0, 5)
    .map((key) => `${key.kid === undefined ? 'no kid' : quoted(key.kid)} (${key.alg ?? key.kind ?? 'encryption'})`);
  return keys.length > 5 ? `${names.join(', ')} and ${keys.length - 5} more` : names.join(', ');
}

function quoted(text: string | undefined): string {
  if (text === undefined) return 'the token';
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
