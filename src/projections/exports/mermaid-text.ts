import { oneLine } from '../words';

/**
 * What mermaid, or the HTML it makes, reads as syntax inside a text: `;` ends a statement, `#` begins a comment or an
 * entity, `%%` a comment, `{` a directive, `$$` a formula; `<`, `>`, `&`, `"`, backslash and backtick are markup.
 * `ﬂ` and `¶` frame mermaid's own placeholders for entities.
 */
const LIVE = /[#;%{}$<>&"\\`ﬂ¶]/gu;

/** An option in front of a text; the colon is what makes it one. */
const OPTION = /^((?:no)?wrap):/iu;

/**
 * Recorded text as mermaid takes it for plain text: what is live becomes an entity code (`#`, the decimal code point,
 * `;`), control characters become visible. The text that a reader sees in the picture is the text that was given.
 */
export function mermaidText(text: string): string {
  const line = oneLine(text).trim();
  if (line === '') return ' ';
  return line.replace(LIVE, (character) => `#${String(character.codePointAt(0))};`).replace(OPTION, '$1#58;');
}
