/** Measures a text in some font. @returns its width in px */
export type Ruler = (text: string) => number;

/**
 * Breaks a label into lines where there are spaces, and within a word that is wider than a line.
 * @param room width of a line in px
 * @param most lines; what is over is cut off with an ellipsis
 */
export function breakLines(label: string, room: number, most: number, widthOf: Ruler): string[] {
  const lines: string[] = [];
  let line = '';
  const words = label.trim().split(/\s+/);
  while (words.length > 0) {
    const word = words.shift() ?? '';
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= room) {
      line = longer;
    } else if (line !== '') {
      lines.push(line);
      line = '';
      words.unshift(word);
    } else {
      const head = widest(word, room, widthOf);
      lines.push(head);
      if (head.length < word.length) words.unshift(word.slice(head.length));
    }
    if (lines.length >= most && (line !== '' || words.length > 0)) {
      const last = lines[most - 1] ?? '';
      return [...lines.slice(0, most - 1), shortened(last, room, widthOf)];
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** The longest beginning that fits, at least one character. Never half of a surrogate pair. */
function widest(word: string, room: number, widthOf: Ruler): string {
  const characters = [...word];
  let low = 1;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(characters.slice(0, middle).join('')) <= room) low = middle;
    else high = middle - 1;
  }
  return characters.slice(0, low).join('');
}

function shortened(line: string, room: number, widthOf: Ruler): string {
  const head = widest(line, room - widthOf('…'), widthOf);
  return `${head.trimEnd()}…`;
}
