/** Where a value stands in a JSON text. UTF-16 offsets. */
export interface JsonPlace {
  readonly offset: number;
  readonly length: number;
  /** Where the member name begins, quotes included; absent for an item of a list and for the whole. */
  readonly nameOffset?: number;
}

/**
 * Finds the value that a JSON Pointer (RFC 6901) names in a text that is known to be JSON. Of duplicate members the
 * last counts, as for readers. Undefined when there is none.
 */
export function locate(text: string, pointer: string): JsonPlace | undefined {
  const steps = pointer === '' ? [] : pointer.slice(1).split('/').map(unescape);
  let place: JsonPlace | undefined = valueAt(text, space(text, 0));
  for (const step of steps) {
    if (!place) return undefined;
    place = member(text, place.offset, step);
  }
  return place;
}

function unescape(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A member of an object or an item of a list, by its name or its index. */
export interface JsonMember extends JsonPlace {
  readonly name: string;
}

/** What the object or list that begins at `start` holds, in the order of the text; of anything else nothing. */
export function* membersAt(text: string, start: number): Generator<JsonMember> {
  const open = text.charAt(start);
  if (open !== '{' && open !== '[') return;
  let at = space(text, start + 1);
  for (let index = 0; at < text.length && !'}]'.includes(text.charAt(at)); index++) {
    const nameOffset = at;
    let name = String(index);
    if (open === '{') {
      const end = valueEnd(text, at);
      name = readName(text.slice(at, end));
      at = space(text, space(text, end) + 1);
    }
    const end = valueEnd(text, at);
    yield { name, offset: at, length: end - at, ...(open === '{' && { nameOffset }) };
    at = space(text, end);
    if (text.charAt(at) === ',') at = space(text, at + 1);
  }
}

function member(text: string, start: number, wanted: string): JsonPlace | undefined {
  let found: JsonPlace | undefined;
  for (const { name, ...place } of membersAt(text, start)) if (name === wanted) found = place;
  return found;
}

function readName(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}

function valueAt(text: string, at: number): JsonPlace {
  return { offset: at, length: valueEnd(text, at) - at };
}

/** Passes over one value; brackets within strings do not count. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') {
      at = stringEnd(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && (character === ',' || character === ':' || isSpace(text.charCodeAt(at)))) return at;
    at++;
  }
  return at;
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

function space(text: string, at: number): number {
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
