import type { Block, Inline, Mention, Prose } from './prose-types';
import { readInline } from './prose-inline';

/**
 * Reads a small part of Markdown: paragraphs, lists, quotes, tables and headings. What it does not know is text, HTML
 * above all. The result is data, so whatever was written in it, nothing can become active.
 * @param tell hears what the text names, and the offset of the line
 */
export function readProse(text: string, tell: (mention: Mention, line: number) => void = () => undefined): Prose {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  let index = 0;
  const inline = (source: string, line: number): Inline => readInline(source, (mention) => tell(mention, line));
  /** Takes lines as long as they go on with what began. */
  const take = (goesOn: (line: string) => boolean): string[] => {
    const taken: string[] = [];
    while (index < lines.length && goesOn(lines[index] ?? '')) taken.push(lines[index++] ?? '');
    return taken;
  };
  while (index < lines.length) {
    const line = lines[index] ?? '';
    const at = index;
    if (line.trim() === '') {
      index += 1;
    } else if (HEADING.test(line)) {
      index += 1;
      blocks.push({ type: 'heading', text: inline(line.replace(HEADING, '').trim(), at) });
    } else if (line.startsWith('>')) {
      const quoted = take((each) => each.startsWith('>')).map((each) => each.replace(/^>\s?/, ''));
      blocks.push({ type: 'quote', text: inline(quoted.join(' '), at) });
    } else if (isTable(line, lines[index + 1])) {
      const [head = '', , ...rows] = take((each) => each.includes('|') && each.trim() !== '');
      const cells = (row: string): Inline[] => cellsOf(row).map((cell) => inline(cell, at));
      blocks.push({ type: 'table', head: cells(head), rows: rows.map(cells) });
    } else if (itemOf(line)) {
      const ordered = itemOf(line)?.ordered ?? false;
      const items: { text: string; line: number }[] = [];
      while (index < lines.length) {
        const item = itemOf(lines[index] ?? '');
        if (item?.ordered === ordered) items.push({ text: item.text, line: index });
        else if (/^\s+\S/.test(lines[index] ?? '') && items.length > 0)
          items[items.length - 1]!.text += ` ${lines[index]!.trim()}`;
        else break;
        index += 1;
      }
      blocks.push({ type: 'list', ordered, items: items.map((item) => inline(item.text, item.line)) });
    } else {
      const paragraph = take(
        (each) => each.trim() !== '' && !HEADING.test(each) && !each.startsWith('>') && !itemOf(each),
      );
      blocks.push({ type: 'paragraph', text: inline(paragraph.join(' '), at) });
    }
  }
  return blocks;
}

const HEADING = /^#{3,6}\s+/;

function itemOf(line: string): { readonly ordered: boolean; readonly text: string } | null {
  const found = /^ {0,3}(?:([-*+])|(\d{1,3})[.)])\s+(\S.*)$/.exec(line);
  return found ? { ordered: found[2] !== undefined, text: found[3] ?? '' } : null;
}

function isTable(line: string, next: string | undefined): boolean {
  return (
    line.includes('|') && next !== undefined && next.includes('|') && /^[\s|:-]+$/.test(next) && next.includes('-')
  );
}

function cellsOf(row: string): string[] {
  const cells = [''];
  let depth = 0;
  for (const [index, letter] of [
    ...row
      .trim()
      .replace(/^\|/, '')
      .replace(/(?<!\\)\|$/, ''),
  ].entries()) {
    const escaped = index > 0 && cells.at(-1)?.endsWith('\\') === true;
    if (letter === '[') depth += 1;
    if (letter === ']') depth = Math.max(0, depth - 1);
    // A "\|" is no border, nor is the one inside of [[term|words]].
    if (letter === '|' && depth < 2 && !escaped) cells.push('');
    else cells[cells.length - 1] += letter;
  }
  return cells.map((cell) => cell.replaceAll('\\|', '|').trim());
}

/** The words alone, for a place that shows nothing else. */
export function plainText(prose: Prose): string {
  return prose
    .map((block) => {
      switch (block.type) {
        case 'paragraph':
        case 'heading':
        case 'quote':
          return inlineText(block.text);
        case 'list':
          return block.items.map((item) => `- ${inlineText(item)}`).join('\n');
        case 'table':
          return [block.head, ...block.rows].map((row) => row.map(inlineText).join(' | ')).join('\n');
        case 'listing':
          return block.text;
        case 'excerpt':
        case 'advice':
          return '';
        default:
          return block satisfies never;
      }
    })
    .filter((text) => text !== '')
    .join('\n\n');
}

export function inlineText(inline: Inline): string {
  return inline.map((span) => ('inside' in span ? inlineText(span.inside) : span.text)).join('');
}
