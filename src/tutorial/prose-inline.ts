import type { Inline, Mention, Span } from './prose-types';

/** What can begin in the middle of a line: code, a term, strong, emphasis, a link. */
const SPAN =
  /(`{1,4})(?!`)(.{1,400}?)(?<!`)\1(?!`)|\[\[([^[\]|]{1,60})(?:\|([^[\]]{1,80}))?\]\]|\*\*(\S(?:.{0,400}?\S)?)\*\*|(?<![\w*])[*_](\S(?:[^*_]{0,400}\S)?)[*_](?![\w*])|\[([^[\]]{1,200})\]\((https:\/\/[^\s()<>"']{1,500}|step:[a-z0-9-]{1,60}(?:\/[a-z0-9-]{1,60})?)\)|<(https:\/\/[^\s<>"']{1,500})>/g;

/** Reads the marks inside of a line. A link that leads neither to an https page nor to a step stays text. */
export function readInline(source: string, tell: (mention: Mention) => void = () => undefined, depth = 0): Inline {
  const spans: Span[] = [];
  const text = (part: string): void => {
    const unescaped = part.replace(/\\([\\`*_[\]|<>#-])/g, '$1');
    if (unescaped !== '') spans.push({ type: 'text', text: unescaped });
  };
  const inside = (part: string): Inline => readInline(part, tell, depth + 1);
  let done = 0;
  // Marks inside of marks, but not without end.
  for (const found of depth > 3 ? [] : source.matchAll(SPAN)) {
    if (isEscaped(source, found.index)) continue;
    text(source.slice(done, found.index));
    done = found.index + found[0].length;
    const [whole, , code, term, words, strong, emphasis, label, to, address] = found;
    if (code !== undefined)
      spans.push({ type: 'code', text: code.trim() === '' ? code : code.replace(/^ (.+) $/, '$1') });
    else if (term !== undefined) {
      tell({ what: 'term', name: term });
      spans.push({ type: 'term', term: term.trim().toLowerCase(), text: (words ?? term).trim() });
    } else if (strong !== undefined) spans.push({ type: 'strong', inside: inside(strong) });
    else if (emphasis !== undefined) spans.push({ type: 'emphasis', inside: inside(emphasis) });
    else if (to?.startsWith('step:')) {
      const [tutorial = '', step = ''] = to.slice('step:'.length).split('/');
      tell({ what: 'step', name: to.slice('step:'.length) });
      spans.push({ type: 'step', tutorial, step, inside: inside(label ?? to) });
    } else if (to !== undefined) spans.push({ type: 'link', to, inside: inside(label ?? to) });
    else if (address !== undefined)
      spans.push({ type: 'link', to: address, inside: [{ type: 'text', text: address }] });
    else text(whole);
  }
  text(source.slice(done));
  return spans;
}

function isEscaped(source: string, index: number): boolean {
  let slashes = 0;
  while (source[index - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}
