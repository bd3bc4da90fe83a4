import { oneLine } from '../words';

/**
 * What PlantUML reads as syntax inside a text: its Creole markup, HTML-like tags, escapes by backslash and tilde,
 * calls of its preprocessor (`%…`, `$…`, `!…`), comments and quotation marks.
 */
const LIVE = /[\\~*_"'<>[\]{}%$!#&|`^]|--+|\/\/+|==+|\.\.\.+/gu;

/**
 * Recorded text as PlantUML takes it for plain text: what is live becomes its notation for a code point, `<U+002A>`.
 * Control characters become visible.
 */
export function plantUmlText(text: string): string {
  const line = oneLine(text).trim();
  if (line === '') return ' ';
  return line.replace(LIVE, (live) =>
    Array.from(live, (character) => {
      const code = character.codePointAt(0) ?? 0;
      return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
    }).join(''),
  );
}
