const INDENT = '  ';
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Lays JSON text out over lines without reading its values: numbers keep all their digits, repeated members all their
 * values, strings their escapes. Text that is not JSON comes out in some order of lines, but with nothing lost
 * besides whitespace.
 */
export function prettyJson(text: string): string {
  const out: string[] = [];
  let depth = 0;
  const newLine = (): void => {
    out.push('\n', INDENT.repeat(Math.min(depth, MAX_INDENT)));
  };
  for (const piece of pieces(text)) {
    if (piece === '{' || piece === '[') {
      depth++;
      out.push(piece);
      newLine();
    } else if (piece === '}' || piece === ']') {
      depth = Math.max(0, depth - 1);
      // An empty object or list stays in one piece.
      if (isOpening(out.at(-3))) out.length -= 2;
      else newLine();
      out.push(piece);
    } else if (piece === ',') {
      out.push(piece);
      newLine();
    } else if (piece === ':') {
      out.push(': ');
    } else {
      out.push(piece);
    }
  }
  return out.join('');
}

/** The same JSON without whitespace between its values: what is usually signed. Nothing else changes. */
export function compactJson(text: string): string {
  return [...pieces(text)].join('');
}

/** Deeper nesting is not indented further, so that a hostile text cannot grow quadratically. */
const MAX_INDENT = 40;

function isOpening(piece: string | undefined): boolean {
  return piece === '{' || piece === '[';
}

/** Punctuation, strings and words, one after the other; whitespace between them is left out. */
function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) {
      at++;
      continue;
    }
    let end = at + 1;
    if (code === QUOTE) end = stringEnd(text, at);
    else if (!isPunctuation(code)) {
      while (end < text.length && !isBoundary(text.charCodeAt(end))) end++;
    }
    yield text.slice(at, end);
    at = end;
  }
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at + 1;
  }
  return text.length;
}

function isPunctuation(code: number): boolean {
  return '{}[],:'.includes(String.fromCharCode(code));
}

function isBoundary(code: number): boolean {
  return code === QUOTE || isSpace(code) || isPunctuation(code);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
