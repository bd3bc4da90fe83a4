import { BOX_MARGIN } from './mermaid-config';
import type { Row } from './mermaid-dom';
import { placeholderLines } from './mermaid-source';
import type { Plan } from './plan';

/** Height of a line of mermaid's placeholder text, where nothing is drawn yet. */
const LINE = 9;
const NOTE_MARGIN = 10;

/** Where items will stand about, before they are drawn: good enough for a scroll bar. */
export function estimateRows({ strokes }: Plan): Row[] {
  let end = 0;
  return strokes.map((stroke) => {
    const lines = placeholderLines(stroke.lines);
    const top = end;
    if (stroke.type === 'note') {
      end += BOX_MARGIN + lines * LINE + 2 * NOTE_MARGIN;
      return { top: top + BOX_MARGIN, line: top + BOX_MARGIN, bottom: end };
    }
    if (stroke.from === stroke.to) {
      end += 2 * LINE + 30;
      return { top, line: top + 2 * LINE, bottom: end };
    }
    end += (lines + 1) * LINE + BOX_MARGIN;
    return { top, line: end, bottom: end };
  });
}
