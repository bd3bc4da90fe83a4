import type { HeaderLine } from '../../model';
import type { CodeBlock, Piece, RowsBlock } from './types';
import { fieldNote } from './header-fields';

/** A request as it stood on the wire (RFC 9112 §3), its credentials marked. */
export function rawRequest(method: string, target: string, headers: readonly HeaderLine[], body: string): CodeBlock {
  return raw(`${method} ${target} HTTP/1.1`, headers, body);
}

/** A response as it stood on the wire (RFC 9112 §4); without a body, its head. */
export function rawResponse(
  status: number,
  reason: string,
  headers: readonly HeaderLine[],
  body: string | null,
): CodeBlock {
  return raw(`HTTP/1.1 ${String(status)} ${reason}`.trimEnd(), headers, body ?? '');
}

function raw(start: string, headers: readonly HeaderLine[], body: string): CodeBlock {
  const pieces: Piece[] = [plain(`${start}\n`)];
  for (const [name, value] of headers) pieces.push(plain(`${name}: `), ...valuePieces(name, value), plain('\n'));
  pieces.push(plain('\n'), ...bodyPieces(body));
  return { type: 'code', language: 'http', pieces: merged(pieces) };
}

const plain = (text: string): Piece => ({ text, mark: 'plain' });
const credential = (text: string): Piece => ({ text, mark: 'credential' });

function valuePieces(name: string, value: string): Piece[] {
  switch (name.toLowerCase()) {
    case 'authorization':
    case 'proxy-authorization': {
      const space = value.indexOf(' ');
      return space < 0 ? [credential(value)] : [plain(value.slice(0, space + 1)), credential(value.slice(space + 1))];
    }
    case 'cookie':
      return value.split(/(; ?)/).flatMap((part) => {
        const equals = part.indexOf('=');
        return equals < 0 ? [plain(part)] : [plain(part.slice(0, equals + 1)), credential(part.slice(equals + 1))];
      });
    case 'set-cookie': {
      const end = value.indexOf(';');
      const pair = end < 0 ? value : value.slice(0, end);
      const equals = pair.indexOf('=') + 1;
      return [plain(pair.slice(0, equals)), credential(pair.slice(equals)), plain(value.slice(pair.length))];
    }
    default:
      return [plain(value)];
  }
}

/** Members of a JSON body that let their bearer in. */
const SECRET_MEMBER = /("(?:password|access_token|refresh_token|id_token|token)"\s*:\s*")((?:[^"\\]|\\.)*)/g;

function bodyPieces(body: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of body.matchAll(SECRET_MEMBER)) {
    const [, before = '', secret = ''] = match;
    pieces.push(plain(body.slice(from, match.index) + before), credential(secret));
    from = match.index + before.length + secret.length;
  }
  pieces.push(plain(body.slice(from)));
  return pieces;
}

/** Neighbors of one kind become one piece; empty ones go. */
function merged(pieces: readonly Piece[]): Piece[] {
  const result: { text: string; mark: Piece['mark'] }[] = [];
  for (const { text, mark } of pieces) {
    const last = result.at(-1);
    if (text === '') continue;
    if (last?.mark === mark) last.text += text;
    else result.push({ text, mark });
  }
  return result;
}

/** The header fields one by one, with what each does. */
export function headerRows(headers: readonly HeaderLine[]): RowsBlock {
  return {
    type: 'rows',
    rows: headers.map(([name, value]) => ({
      name,
      value,
      ...fieldNote(name),
      ...(/^(cookie|set-cookie|authorization|proxy-authorization)$/i.test(name) ? { credential: true } : {}),
    })),
  };
}
