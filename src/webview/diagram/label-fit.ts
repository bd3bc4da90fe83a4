/** How much room a label takes when it is broken at its spaces. */
export interface LabelSize {
  /** Width of the longest line in px. */
  readonly width: number;
  readonly lines: number;
}

/** Longer labels are cut with an ellipsis long before this. */
const LONGEST_MEASURED = 200;
const KNOWN_MOST = 5_000;

/** Measures labels in the panel's own font, without touching the layout. */
export class LabelFit {
  readonly #known = new Map<string, number>();
  readonly #context: OffscreenCanvasRenderingContext2D | null;

  /** @param font a CSS font shorthand, as in `13px sans-serif` */
  constructor(readonly font: string) {
    this.#context = new OffscreenCanvas(1, 1).getContext('2d');
    if (this.#context) this.#context.font = font;
  }

  /**
   * @param room width of a line in px
   * @param most lines that there may be; what is over is cut off
   * @param mark width that a mark before the first word takes, in px
   */
  measure(label: string, room: number, most: number, mark = 0): LabelSize {
    const words = label.slice(0, LONGEST_MEASURED).trim().split(/\s+/);
    const space = this.#widthOf(' ');
    let lines = 1;
    let line = mark;
    let widest = 0;
    for (const [index, word] of words.entries()) {
      const width = this.#widthOf(word);
      const before = index === 0 ? 0 : space;
      if (line + before + width <= room || (line === mark && lines === 1 && width <= room)) {
        line += before + width;
      } else {
        widest = Math.max(widest, line);
        // A word that is wider than a line is broken wherever the line ends.
        const broken = Math.max(Math.ceil(width / Math.max(room, 1)), 1);
        lines += line === mark && index === 0 ? broken - 1 : broken;
        line = width - (broken - 1) * room;
      }
      if (lines >= most + 1) return { width: Math.ceil(room), lines: most };
    }
    return { width: Math.min(Math.ceil(Math.max(widest, line)), Math.ceil(room)), lines: Math.min(lines, most) };
  }

  #widthOf(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const width = this.#context?.measureText(text).width ?? text.length * 7;
    if (this.#known.size >= KNOWN_MOST) this.#known.clear();
    this.#known.set(text, width);
    return width;
  }
}
