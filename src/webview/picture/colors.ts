/**
 * Colors as every reader of SVG understands them: the editor's themes and their mixtures come out of the browser as
 * `color(srgb …)`, which few others know.
 */
export class Colors {
  readonly #known = new Map<string, string>();
  readonly #context: OffscreenCanvasRenderingContext2D | null;

  constructor() {
    this.#context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  }

  /** @returns `#rrggbb`, or `none` for what cannot be seen */
  plain(color: string): string {
    const known = this.#known.get(color);
    if (known !== undefined) return known;
    const plain = this.#read(color);
    this.#known.set(color, plain);
    return plain;
  }

  #read(color: string): string {
    if (color === 'none' || !this.#context) return color;
    this.#context.clearRect(0, 0, 1, 1);
    this.#context.fillStyle = color;
    this.#context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = this.#context.getImageData(0, 0, 1, 1).data;
    if (alpha === 0) return 'none';
    return `#${[red, green, blue].map((each) => each.toString(16).padStart(2, '0')).join('')}`;
  }
}
