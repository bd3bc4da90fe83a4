import { encodeBase64url } from '../base64url';
import { inspect, type JwsInspection } from '../inspect';
import type { JsonObject, JsonValue } from '../json';
import { show } from '../show';
import type { AttackTools, Forgery, ForgedChange } from './attack';

/** The token to begin with, taken apart. */
export interface Original {
  readonly jws: JwsInspection;
  readonly header: JsonObject;
  readonly claims: JsonObject;
}

/** Runs a forgery on a token that can be read; says why not for any other. */
export function withOriginal(token: string, forge: (original: Original) => Forgery): Forgery {
  const jws = inspect(token);
  if (jws.kind !== 'jws') return cannot('This works on a signed token of three parts.');
  const header = jws.header.object;
  const claims = jws.payload.object;
  if (!header || !claims) return cannot('The header or the claims of this token cannot be read.');
  return forge({ jws, header, claims });
}

export function cannot(reason: string): Forgery {
  return { ok: false, reason };
}

/** JSON as the parts of a token hold it. */
export function encodeJson(value: JsonValue): string {
  return encodeText(JSON.stringify(value));
}

export function encodeText(text: string): string {
  return encodeBase64url(toUtf8(text));
}

/** UTF-8 of a text; a lone half of a surrogate pair becomes U+FFFD. Written out, as this room has no encoder. */
export function toUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code < 0xe000) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(bytes);
}

/** The payload part: as it stands where nothing is edited, so that the forgery changes only what it is about. */
export function payloadPart({ jws, claims }: Original, tools: AttackTools): { raw: string; changes: ForgedChange[] } {
  const edits = Object.entries(tools.claims ?? {});
  if (edits.length === 0) return { raw: jws.payload.raw, changes: [] };
  return {
    raw: encodeJson({ ...claims, ...tools.claims }),
    changes: edits.map(([name, after]) => change('payload', name, claims[name], after)),
  };
}

/** A header made from the old one; undefined removes a parameter. */
export function headerWith(header: JsonObject, set: Readonly<Record<string, JsonValue | undefined>>) {
  const merged = Object.entries({ ...header, ...set }).filter(
    (entry): entry is [string, JsonValue] => entry[1] !== undefined,
  );
  const changes = Object.entries(set).flatMap(([name, after]) => {
    const same = JSON.stringify(header[name]) === JSON.stringify(after);
    return same ? [] : [change('header', name, header[name], after)];
  });
  return { raw: encodeJson(Object.fromEntries(merged)), changes };
}

/** What became of the signature, in words: the bytes themselves tell nobody anything. */
export function signatureChange(after: string): ForgedChange {
  return { part: 'signature', before: 'made by the issuer', after };
}

function change(
  part: 'header' | 'payload',
  name: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): ForgedChange {
  const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return {
    part,
    pointer,
    ...(before !== undefined && { before: show(before) }),
    ...(after !== undefined && { after: show(after) }),
  };
}
