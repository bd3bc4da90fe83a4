import type { ViewIntent } from '../../model/view-protocol';
import type { Drafting } from '../diagram/drafting';
import type { Panel } from '../panel/panel';
import { standaloneSvg, type Pictured } from './standalone-svg';
import { t } from '../host/words';

/** Dots to a px of the picture, as on a screen of double density. */
const DENSITY = 2;
/** More than this, in dots along an edge, a canvas does not take. */
const LONGEST = 16_000;

/** Answers the host's wish for the diagram as a picture. */
export class Pictures {
  constructor(
    readonly panel: Panel,
    readonly drafting: Drafting,
    readonly post: (intent: ViewIntent) => void,
  ) {}

  /** Posts what was asked for, or null where it could not be drawn. */
  async answer(as: 'svg' | 'png'): Promise<void> {
    let data: string | null = null;
    try {
      const { shown, trace, run } = this.panel;
      const picture = await standaloneSvg(
        shown.value,
        trace.value,
        t(run.value?.card.title ?? 'Auth Lab'),
        this.drafting,
      );
      data = as === 'svg' ? picture.source : await pngOf(picture);
    } catch (error) {
      reportError(error);
    }
    this.post({ type: 'picture', as, data });
  }
}

/** The picture in dots. @returns base64 */
async function pngOf({ source, width, height }: Pictured): Promise<string> {
  const url = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(DENSITY, LONGEST / Math.max(width, height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const address = canvas.toDataURL('image/png');
    return address.slice(address.indexOf(',') + 1);
  } finally {
    URL.revokeObjectURL(url);
  }
}
