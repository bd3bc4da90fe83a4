import { decodeBase64url, type Base64urlProblem } from './base64url';
import { characterOfByte } from './part-offset';
import { findTokens } from './find';
import { isJsonObject, readJson, type JsonNote, type JsonObject, type JsonProblem, type JsonValue } from './json';
import { show } from './show';
import { decodeUtf8, utf8Length, type Utf8Problem } from './utf8';

/** What an inspection can say at most. Only a verification with a key says more. */
export const DECODED_NOT_VERIFIED = 'Decoded, not verified';

export interface ShapeProblem {
  readonly layer: 'shape';
  readonly cause: 'not-an-object';
  readonly offset: number;
  readonly message: string;
}

/**
 * Something that stops a strict reader, in one of the layers of a part. `offset` counts in the layer's own unit:
 * characters of the encoded part, bytes of the decoded part, or characters of the JSON text.
 */
export type PartProblem = (Base64urlProblem | Utf8Problem | JsonProblem | ShapeProblem) & {
  /** The character of the token that holds the place: what an editor can underline. */
  readonly tokenOffset: number;
};

/** One dot-separated part, decoded from base64url. */
export interface BytesPart {
  readonly raw: string;
  /** UTF-16 offset of the part in the token. */
  readonly start: number;
  /** With a base64url problem: what a forgiving reader makes of it. */
  readonly bytes: Uint8Array;
  /** Empty exactly when a strict reader accepts the part. In the order of the layers. */
  readonly problems: readonly PartProblem[];
}

/** A part that should hold a JSON object, decoded as far as it goes. */
export interface JsonPart extends BytesPart {
  /** The bytes as text; U+FFFD where they are not UTF-8. */
  readonly text: string;
  /** Present when the text is JSON, even after a problem in an earlier layer. */
  readonly value?: JsonValue;
  /** The same value when it is an object, as headers and claims must be. */
  readonly object?: JsonObject;
  /** Valid, but read differently by different readers: duplicate members, numbers beyond a double. */
  readonly notes: readonly JsonNote[];
}

export interface StructureProblem {
  readonly layer: 'structure';
  readonly cause: 'empty' | 'too-few-parts' | 'too-many-parts';
  /** UTF-16 offset in the token. */
  readonly offset: number;
  readonly message: string;
}

interface Inspected {
  readonly status: typeof DECODED_NOT_VERIFIED;
  readonly token: string;
  readonly header: JsonPart;
}

/** A compact JWS, RFC 7515 §3.1: three parts. */
export interface JwsInspection extends Inspected {
  readonly kind: 'jws';
  /** A JWS may sign anything, a JWT a JSON object: problems with the payload's JSON matter for a JWT only. */
  readonly payload: JsonPart;
  readonly signature: BytesPart;
  /** The payload is a token itself (RFC 7519 §2, Nested JWT). */
  readonly nested?: Inspection;
}

/** A compact JWE, RFC 7516 §3.1: five parts, of which only the header can be read without the key. */
export interface JweInspection extends Inspected {
  readonly kind: 'jwe';
  readonly encryptedKey: BytesPart;
  readonly initializationVector: BytesPart;
  readonly ciphertext: BytesPart;
  readonly authenticationTag: BytesPart;
}

/** Neither three nor five parts. Whatever is there is decoded all the same. */
export interface MalformedInspection extends Inspected {
  readonly kind: 'malformed';
  readonly problem: StructureProblem;
  readonly payload?: JsonPart;
  readonly partCount: number;
}

export type Inspection = JwsInspection | JweInspection | MalformedInspection;

/** Deepest nesting of tokens in tokens that is followed. */
const MAX_NESTING = 5;

/**
 * Takes a token apart and decodes it as far as it goes. The token is read exactly as given: cut it out of its
 * surroundings first (`fromSelection`). Says nothing about whether it is genuine. Never throws.
 */
export function inspect(token: string): Inspection {
  return inspectNested(token, MAX_NESTING);
}

function inspectNested(token: string, nesting: number): Inspection {
  const dots = dotOffsets(token);
  const partCount = dots.count + 1;
  const raw = (index: number): { raw: string; start: number } => {
    const start = index === 0 ? 0 : (dots.first[index - 1] ?? token.length) + 1;
    return { raw: token.slice(start, dots.first[index] ?? token.length), start };
  };
  const json = (index: number): JsonPart => readJsonPart(raw(index).raw, raw(index).start);
  const bytes = (index: number): BytesPart => readBytesPart(raw(index).raw, raw(index).start);
  const base = { status: DECODED_NOT_VERIFIED, token, header: json(0) } as const;

  if (partCount === 3) {
    const payload = isUnencoded(base.header) ? plainPart(raw(1).raw, raw(1).start) : json(1);
    const nested = nesting > 0 ? nestedToken(payload, nesting) : undefined;
    return { ...base, kind: 'jws', payload, signature: bytes(2), ...(nested && { nested }) };
  }
  if (partCount === 5) {
    return {
      ...base,
      kind: 'jwe',
      encryptedKey: bytes(1),
      initializationVector: bytes(2),
      ciphertext: bytes(3),
      authenticationTag: bytes(4),
    };
  }
  const problem = structureProblem(token, partCount, dots.first);
  return { ...base, kind: 'malformed', problem, partCount, ...(partCount > 1 && { payload: json(1) }) };
}

/**
 * Reads signatures over one payload, as JSON has them, each as the compact token that it corresponds to. The payload is
 * decoded once, however many there are; a dot within a part does not make it two.
 */
export function signaturesOver(payload: string): (header: string, signature: string) => JwsInspection {
  let read: { readonly part: JsonPart; readonly nested?: Inspection } | undefined;
  const decoded = (): NonNullable<typeof read> => {
    const part = readJsonPart(payload, 0);
    const nested = nestedToken(part, MAX_NESTING);
    return { part, ...(nested && { nested }) };
  };
  const decodedPlain = (): NonNullable<typeof read> => ({ part: plainPart(payload, 0) });
  return (header, signature) => {
    const start = header.length + 1;
    const headerPart = readJsonPart(header, 0);
    const { part, nested } = isUnencoded(headerPart) ? decodedPlain() : (read ??= decoded());
    const problems = part.problems.map((each) => ({ ...each, tokenOffset: start + each.tokenOffset }));
    return {
      status: DECODED_NOT_VERIFIED,
      kind: 'jws',
      token: `${header}.${payload}.${signature}`,
      header: headerPart,
      payload: { ...part, start, problems },
      signature: readBytesPart(signature, start + payload.length + 1),
      ...(nested && { nested }),
    };
  };
}

/** Offsets of the first few dots, and how many there are: a text of nothing but dots must not become an array of them. */
function dotOffsets(token: string): { first: readonly number[]; count: number } {
  const first: number[] = [];
  let count = 0;
  for (let at = token.indexOf('.'); at >= 0; at = token.indexOf('.', at + 1)) {
    if (count++ < 5) first.push(at);
  }
  return { first, count };
}

function structureProblem(token: string, count: number, dots: readonly number[]): StructureProblem {
  const problem = (cause: StructureProblem['cause'], offset: number, message: string): StructureProblem => ({
    layer: 'structure',
    cause,
    offset,
    message,
  });
  if (token === '') return problem('empty', 0, 'There is nothing to read.');
  const parts = `${count} ${count === 1 ? 'part' : 'parts'}`;
  if (count < 3) {
    return problem(
      'too-few-parts',
      token.length,
      `${parts}; a signed token has three, with a dot before the signature even when it is empty.`,
    );
  }
  const offset = dots[count > 5 ? 4 : 2] ?? token.length;
  return problem('too-many-parts', offset, `${parts}; a signed token has three and an encrypted one five.`);
}

/** One part by itself; `start` is where it stands in the token. */
export function readBytesPart(raw: string, start: number): BytesPart {
  const decoded = decodeBase64url(raw);
  const problems = decoded.ok ? [] : [{ ...decoded.problem, tokenOffset: start + decoded.problem.offset }];
  return { raw, start, bytes: decoded.bytes, problems };
}

/** One part that should hold a JSON object. */
export function readJsonPart(raw: string, start: number): JsonPart {
  const part = readBytesPart(raw, start);
  const place = (byte: number): number => start + characterOfByte(raw, byte);
  const decoded = decodeUtf8(part.bytes);
  const utf8 = decoded.ok ? [] : [{ ...decoded.problem, tokenOffset: place(decoded.problem.offset) }];
  const read = readObject(decoded.text, (offset) => place(utf8Length(decoded.text, offset)));
  return { ...part, ...read, problems: [...part.problems, ...utf8, ...read.problems] };
}

function readObject(
  text: string,
  tokenOffset: (offset: number) => number,
): Pick<JsonPart, 'text' | 'value' | 'object' | 'notes' | 'problems'> {
  const read = readJson(text);
  if (!read.ok) {
    return { text, notes: read.notes, problems: [{ ...read.problem, tokenOffset: tokenOffset(read.problem.offset) }] };
  }
  const { value, notes } = read;
  if (isJsonObject(value)) return { text, value, object: value, notes, problems: [] };
  const message = `${show(value)} is not a JSON object.`;
  return {
    text,
    value,
    notes,
    problems: [{ layer: 'shape', cause: 'not-an-object', offset: 0, message, tokenOffset: tokenOffset(0) }],
  };
}

/** RFC 7797 §3: with `b64` false, which `crit` must announce (§6), the payload stands in the token as it is. */
function isUnencoded(header: JsonPart): boolean {
  const crit = header.object?.['crit'];
  return header.object?.['b64'] === false && Array.isArray(crit) && crit.includes('b64');
}

function plainPart(raw: string, start: number): JsonPart {
  return { raw, start, bytes: new Uint8Array(0), ...readObject(raw, (offset) => start + offset) };
}

function nestedToken(payload: JsonPart, nesting: number): Inspection | undefined {
  if (payload.value !== undefined) return undefined;
  const found = findTokens(payload.text)[0];
  return found?.text === payload.text ? inspectNested(payload.text, nesting - 1) : undefined;
}
