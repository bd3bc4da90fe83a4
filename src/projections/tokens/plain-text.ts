/**
 * Characters that hide themselves or change how their neighbors look: controls but for tab and line feed, format
 * characters such as bidirectional controls, what is not drawn at all, line separators, and lone surrogates.
 */
const DECEPTIVE = /(?![\t\n])\p{Cc}|\p{Cf}|\p{Default_Ignorable_Code_Point}|\p{Zl}|\p{Zp}|\p{Surrogate}/gu;

/**
 * Text from a token as it may be shown over several lines: everything invisible or deceptive is written out as an
 * escape. It is text and not markup: whoever puts it into Markdown escapes it again.
 */
export function plainText(text: string): string {
  return text.replace(DECEPTIVE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
  });
}

/** The beginning of a text, and how many UTF-16 units of it were left out. Never ends within a surrogate pair. */
export function beginning(text: string, most: number): { readonly text: string; readonly left: number } {
  if (text.length <= most) return { text, left: 0 };
  const last = text.charCodeAt(most - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? most - 1 : most;
  return { text: text.slice(0, end), left: text.length - end };
}

const UNITS = ['bytes', 'kB', 'MB'] as const;

/** "1 byte", "512 bytes", "1.5 kB", "10 MB": decimal units. */
export function size(bytes: number): string {
  if (bytes === 1) return '1 byte';
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${UNITS[unit] ?? ''}`;
}
