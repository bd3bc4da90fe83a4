import type { FoundSerialization } from '../find-json';
import { inspectAny, type AnyInspection } from '../inspect-json';
import { locate } from '../json-locate';
import { writtenParts, type WrittenPart } from '../json-parts';
import type { JsonRecipient, JsonSignature, SerializationProblem } from '../json-serialization';
import { lintAny } from './index';
import type { Finding, FindingFix, LintContext } from './finding';

/** Findings beyond this many say nothing new. */
const MOST = 100;

/**
 * What can be said against a token in JSON. Positions and replacements count in its text, each within one member; what
 * holds for several signatures is said once.
 */
export function lintSerialization({ text, kind }: FoundSerialization, context: LintContext = {}): Finding[] {
  const seen = inspectAny(text);
  if (seen.kind !== 'jws-json' && seen.kind !== 'jwe-json') return [];
  const parts = writtenParts(text, kind);
  const entries = entriesOf(seen);
  const findings = [
    ...(context.off?.includes('JW16') === true ? [] : seen.problems.map((problem) => serial(text, kind, problem))),
    ...lintAny(seen, context).flatMap((list, index) => {
      const entry = entries[index]?.pointer ?? '';
      const pieces = piecesOf(text, kind, parts, entry);
      return list.map((finding) => inUnprotected(text, entry, finding, pieces) ?? placed(finding, pieces));
    }),
  ];
  return distinct(findings).slice(0, MOST);
}

function entriesOf(seen: AnyInspection): readonly Pick<JsonSignature | JsonRecipient, 'pointer'>[] {
  if (seen.kind === 'jws-json') return seen.signatures;
  return seen.kind === 'jwe-json' ? seen.recipients : [];
}

/** A stretch of the compact token, and where it stands in the text. */
interface Piece {
  readonly from: number;
  readonly length: number;
  readonly at: number;
  readonly plain: boolean;
}

/** In the order of the compact form (RFC 7515 §7.1, RFC 7516 §7.1). */
const ORDER: Readonly<Record<FoundSerialization['kind'], readonly string[]>> = {
  'jws-json': ['protected', 'payload', 'signature'],
  'jwe-json': ['protected', 'encrypted_key', 'iv', 'ciphertext', 'tag'],
};

function piecesOf(
  text: string,
  kind: FoundSerialization['kind'],
  parts: readonly WrittenPart[],
  pointer: string,
): Piece[] {
  const brace = parts.find((each) => each.pointer === pointer)?.object ?? 0;
  let from = 0;
  return ORDER[kind].map((name) => {
    // Of members with the same name the last counts, as for readers. An entry has its own or shares that of the whole.
    const part =
      parts.findLast((each) => each.name === name && each.pointer === pointer) ??
      parts.findLast((each) => each.name === name && each.pointer === '');
    const length = part ? lengthOf(text, part) : 0;
    const piece = { from, length, at: part?.start ?? brace, plain: part?.plain ?? false };
    from += length + 1;
    return piece;
  });
}

function lengthOf(text: string, { start, end, plain }: WrittenPart): number {
  if (plain) return end - start;
  const value: unknown = JSON.parse(text.slice(start - 1, end + 1));
  return typeof value === 'string' ? value.length : 0;
}

/** A parameter that nothing protects stands in a header of its own, as it is (RFC 7515 §7.2, RFC 7516 §7.2). */
function inUnprotected(text: string, entry: string, finding: Finding, [header]: readonly Piece[]): Finding | undefined {
  const { place, pointer, offset, length } = finding.position;
  // Where the parameter was found in the protected header, that is what counts.
  if (place !== 'header' || pointer === undefined || offset !== 0 || length !== (header?.length ?? 0)) return undefined;
  const found = locate(text, `${entry}/header${pointer}`) ?? locate(text, `/unprotected${pointer}`);
  if (!found) return undefined;
  const from = found.nameOffset ?? found.offset;
  const position = { ...finding.position, offset: from, length: found.offset + found.length - from };
  return { ...finding, position };
}

function placed(finding: Finding, pieces: readonly Piece[]): Finding {
  const { fix: offered, ...said } = finding;
  const { offset, length } = finding.position;
  const piece = pieces.find(({ from, length: long }) => offset >= from && offset <= from + long) ?? pieces[0];
  const exact = piece && piece.plain && piece.length > 0;
  const position = {
    ...finding.position,
    offset: piece ? piece.at + (exact ? offset - piece.from : 0) : 0,
    length: exact ? Math.max(1, Math.min(length, piece.from + piece.length - offset)) : 1,
  };
  const fix = offered && fixIn(offered, pieces);
  return { ...said, position, ...(fix && { fix }) };
}

/** A replacement is written over one member, as it stands there, or not at all. */
function fixIn(fix: FindingFix, pieces: readonly Piece[]): FindingFix | undefined {
  if (fix.kind === 'advice') return fix;
  const { offset, length } = fix;
  const piece = pieces.find(
    ({ from, length: long, plain }) => plain && offset >= from && offset + length <= from + long,
  );
  return piece && { ...fix, offset: piece.at + offset - piece.from };
}

/** What is wrong with the members themselves. */
function serial(text: string, kind: FoundSerialization['kind'], { pointer, message }: SerializationProblem): Finding {
  const place = locate(text, pointer);
  const isContainer = '{['.includes(text.charAt(place?.offset ?? 0));
  const offset = place?.nameOffset ?? place?.offset ?? 0;
  const end = place && !isContainer ? place.offset + place.length : offset + 1;
  return {
    id: 'JW16',
    severity: 'error',
    message,
    source: kind === 'jws-json' ? 'RFC 7515 §7.2' : 'RFC 7516 §7.2',
    position: { place: 'token', offset, length: end - offset, pointer },
  };
}

function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const { id, message, position } = finding;
    const key = JSON.stringify([id, message, position.offset, position.length]);
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
}
