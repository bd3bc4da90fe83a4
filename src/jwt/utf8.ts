/** Why a byte sequence is not UTF-8 (RFC 3629 §3 and §4). */
export type Utf8Cause =
  | 'unexpected-continuation'
  | 'impossible-byte'
  | 'overlong'
  | 'surrogate'
  | 'beyond-unicode'
  | 'missing-continuation'
  | 'truncated';

export interface Utf8Problem {
  readonly layer: 'utf-8';
  readonly cause: Utf8Cause;
  /** Byte offset, from 0, at which the first ill-formed sequence begins; all before it is well-formed. */
  readonly offset: number;
  readonly message: string;
}

/** On a problem, `text` has U+FFFD wherever bytes could not be read. */
export type Utf8Result =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly text: string; readonly problem: Utf8Problem };

/**
 * Decodes UTF-8 strictly. A byte order mark stays in the text: JSON must not begin with one (RFC 8259 §8.1), so it
 * is for the JSON reader to report. Replacement follows the WHATWG decoder: one U+FFFD per maximal ill-formed part.
 * @returns the text, or the first problem beside the repaired text; never throws
 */
export function decodeUtf8(bytes: Uint8Array): Utf8Result {
  const out = new Units(bytes.length);
  let problem: Utf8Problem | undefined;

  for (let i = 0; i < bytes.length;) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) {
      out.push(lead);
      i++;
      continue;
    }
    const sequence = readSequence(bytes, i, lead);
    if (sequence.cause === undefined) {
      out.pushCodePoint(sequence.codePoint);
    } else {
      problem ??= { layer: 'utf-8', cause: sequence.cause, offset: i, message: explain(sequence.cause, lead, i) };
      out.push(0xfffd);
    }
    i += sequence.length;
  }

  const text = out.finish();
  return problem ? { ok: false, text, problem } : { ok: true, text };
}

/** How many bytes the first `end` UTF-16 units of a well-formed text take in UTF-8. */
export function utf8Length(text: string, end: number = text.length): number {
  let length = 0;
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    // Each half of a surrogate pair counts two of its four bytes.
    length += unit < 0x80 ? 1 : unit < 0x800 || (unit & 0xf800) === 0xd800 ? 2 : 3;
  }
  return length;
}

interface Sequence {
  readonly length: number;
  readonly codePoint: number;
  readonly cause?: Utf8Cause;
}

function readSequence(bytes: Uint8Array, start: number, lead: number): Sequence {
  const bad = (cause: Utf8Cause, length: number): Sequence => ({ length, codePoint: 0, cause });
  if (lead < 0xc0) return bad('unexpected-continuation', 1);
  if (lead < 0xc2) return bad('overlong', 1);
  if (lead > 0xf4) return bad(lead < 0xf8 ? 'beyond-unicode' : 'impossible-byte', 1);

  const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let codePoint = lead & (0x7f >> size);
  for (let k = 1; k < size; k++) {
    const next = bytes[start + k];
    if (next === undefined) return bad('truncated', k);
    if ((next & 0xc0) !== 0x80) return bad('missing-continuation', k);
    if (k === 1) {
      const cause = secondByteCause(lead, next);
      if (cause) return bad(cause, 1);
    }
    codePoint = (codePoint << 6) | (next & 0x3f);
  }
  return { length: size, codePoint };
}

/** The four leads after which not every continuation byte may follow (RFC 3629 §4). */
function secondByteCause(lead: number, second: number): Utf8Cause | undefined {
  if (lead === 0xe0 && second < 0xa0) return 'overlong';
  if (lead === 0xed && second > 0x9f) return 'surrogate';
  if (lead === 0xf0 && second < 0x90) return 'overlong';
  if (lead === 0xf4 && second > 0x8f) return 'beyond-unicode';
  return undefined;
}

function explain(cause: Utf8Cause, lead: number, offset: number): string {
  const byte = `Byte 0x${lead.toString(16).toUpperCase().padStart(2, '0')} at byte offset ${offset}`;
  switch (cause) {
    case 'unexpected-continuation':
      return `${byte} continues a character that never began.`;
    case 'impossible-byte':
      return `${byte} never occurs in UTF-8.`;
    case 'overlong':
      return `${byte} begins a character in more bytes than it needs.`;
    case 'surrogate':
      return `${byte} begins a UTF-16 surrogate, which UTF-8 must not contain.`;
    case 'beyond-unicode':
      return `${byte} begins a character beyond U+10FFFF, where Unicode ends.`;
    case 'missing-continuation':
      return `${byte} begins a character whose next byte does not continue it.`;
    case 'truncated':
      return `${byte} begins a character that the end cuts off.`;
  }
}

const CHUNK = 8192;

/** Collects UTF-16 units into a string, a chunk at a time, as a call takes only so many arguments. */
class Units {
  private readonly pieces: string[] = [];
  private readonly chunk: Uint16Array;
  private used = 0;

  /** @param most no more units than this will come: a short text needs no full chunk */
  constructor(most: number) {
    this.chunk = new Uint16Array(Math.min(most, CHUNK));
  }

  push(unit: number): void {
    if (this.used === this.chunk.length) this.flush();
    this.chunk[this.used++] = unit;
  }

  pushCodePoint(codePoint: number): void {
    if (codePoint < 0x10000) {
      this.push(codePoint);
      return;
    }
    this.push(0xd800 + ((codePoint - 0x10000) >> 10));
    this.push(0xdc00 + ((codePoint - 0x10000) & 0x3ff));
  }

  finish(): string {
    this.flush();
    return this.pieces.join('');
  }

  private flush(): void {
    // `apply` takes anything array-like; spreading would go through an iterator, ten times slower.
    this.pieces.push(String.fromCharCode.apply(null, this.chunk.subarray(0, this.used) as unknown as number[]));
    this.used = 0;
  }
}
