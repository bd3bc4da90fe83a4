import { inspectAny, type JsonObject } from '../../../jwt';
import { readKey, type HeldKey, type ReadKeyOptions } from '../../../keys';
import type { JwtRequest } from './options';

export type KeyForToken =
  | { readonly key: HeldKey; readonly told: object }
  /** The key was read and is of another kind, or there is none; `told` says what is wrong. */
  | { readonly key: HeldKey | undefined; readonly told: object; readonly problem: string };

/** Reads the key of a request for one token: in a key set the token's header chooses. Never tells the key itself. */
export function keyFor(
  request: JwtRequest,
  header: JsonObject | undefined,
  purpose: NonNullable<ReadKeyOptions['purpose']>,
  token?: string,
): KeyForToken | undefined {
  if (request.key === undefined) return undefined;
  const read = readKey(request.key, {
    as: request.keyFormat,
    purpose,
    ...(header && { header }),
    ...(token !== undefined && { token }),
  });
  if (!read.ok) return { key: read.key, problem: read.message, told: { problem: read.message } };
  const { description, notes } = read.key;
  return { key: read.key, told: { description, how: read.how, notes } };
}

/** The header that a key is chosen by. */
export function headerOf(token: string): JsonObject | undefined {
  const seen = inspectAny(token);
  switch (seen.kind) {
    case 'jws-json':
      return seen.signatures[0]?.header;
    case 'jwe-json':
      return seen.recipients[0]?.header;
    default:
      return seen.header.object;
  }
}
