import { findTokens, inspect, isJsonObject, readJson, type JsonValue } from '../../jwt';

/** Something of a session's data that is more than it looks like. */
export type Unwrapped =
  /** A cookie's value as cookie-signature makes it: what was signed, and its signature. */
  | { readonly type: 'signed'; readonly path: string; readonly value: string; readonly signature: string }
  /** A JWT: what it says, as JSON. Nothing about it is verified. */
  | { readonly type: 'token'; readonly path: string; readonly token: string; readonly says: string };

export interface DecodedValue {
  /** Indented, where it is JSON. */
  readonly text: string;
  readonly isObject: boolean;
  readonly unwrapped: readonly Unwrapped[];
}

/** `s:` + value + `.` + base64 of an HMAC-SHA256 without padding; percent-encoded as it stands in a cookie, or not. */
const SIGNED = /^s(?::|%3A)([^.]+)\.([A-Za-z0-9+/]{43}|(?:[A-Za-z0-9]|%2B|%2F){43,129})$/;
/** The same within what people copy: `connect.sid=s%3A…`, or a whole Cookie header. */
const SIGNED_SOMEWHERE = /(?:^|[=\s"'])s(?::|%3A)([^.\s;]+)\.(?:[A-Za-z0-9+/]|%2B|%2F){43}/i;
/** More would not be read. */
const MOST = 20;

/** Reads a session's data: JSON laid out, signed cookies taken apart, tokens in it opened. Never throws. */
export function decodeValue(text: string): DecodedValue {
  const read = readJson(text);
  if (!read.ok) {
    return { text, isObject: false, unwrapped: unwrap(text, '') };
  }
  return {
    text: JSON.stringify(JSON.parse(text), null, 2),
    isObject: isJsonObject(read.value),
    unwrapped: textsIn(read.value)
      .flatMap(({ path, text: each }) => unwrap(each, path))
      .slice(0, MOST),
  };
}

/** What the signed cookie in a text signs, or null where there is none: the id of a session, as a rule. */
export function signedIn(text: string): string | null {
  const value = SIGNED_SOMEWHERE.exec(text)?.[1];
  return value === undefined ? null : plain(value);
}

function unwrap(text: string, path: string): Unwrapped[] {
  const [, value, signature] = SIGNED.exec(text) ?? [];
  if (value !== undefined && signature !== undefined) {
    return [{ type: 'signed', path, value: plain(value), signature: plain(signature) }];
  }
  return findTokens(text).map(({ text: token }) => ({ type: 'token', path, token, says: says(token) }));
}

function says(token: string): string {
  const seen = inspect(token);
  const payload = seen.kind === 'jwe' ? undefined : seen.payload;
  const parts = {
    header: seen.header.value ?? seen.header.raw,
    ...(payload && { payload: payload.value ?? payload.raw }),
  };
  return JSON.stringify(parts, null, 2);
}

/** Every text in a JSON value, with the way to it, as in `user.token`. */
function textsIn(value: JsonValue, path = ''): { readonly path: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => textsIn(each, path === '' ? name : `${path}.${name}`));
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
