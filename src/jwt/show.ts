/**
 * Characters that change how neighbors look or hide themselves: C1 controls, soft hyphen, zero-width and
 * bidirectional controls, line and paragraph separators, byte order mark. JSON leaves them as they are.
 */
const DECEPTIVE = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

const LONGEST = 120;

/** A text in double quotes with everything invisible or deceptive escaped. Plain text, not markup: escape again for HTML or Markdown. */
export function quote(text: string): string {
  return inert(JSON.stringify(clip(text)));
}

/** A JSON value as one short inert line, clipped to about 120 characters. */
export function show(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return String(value);
  return inert(clip(JSON.stringify(value) ?? 'nothing'));
}

/** Names as a quoted list: `"a"`, `"a" or "b"`, `"a", "b" or "c"`. */
export function showChoice(names: readonly string[]): string {
  const quoted = names.slice(0, 10).map(quote);
  if (names.length > quoted.length) quoted.push(`${names.length - quoted.length} more`);
  const last = quoted.pop() ?? 'nothing';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** A text with everything invisible or deceptive escaped as JSON escapes it; JSON stays the same JSON. */
export function inert(text: string): string {
  return text.replace(DECEPTIVE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function clip(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
