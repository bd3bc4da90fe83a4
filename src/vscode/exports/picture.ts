import type { Panel } from '../panel';

/** Long enough for a thousand messages on a slow machine. */
const DEADLINE = 30_000;

/**
 * Has the panel draw the whole diagram as it stands, as one picture.
 * @throws Error with a sentence when the panel was closed, or could not draw
 */
export async function drawPicture(panel: Panel, as: 'svg' | 'png'): Promise<Uint8Array> {
  panel.reveal();
  await panel.whenReady();
  const data = await new Promise<string>((resolve, reject) => {
    const listening = panel.onIntent((intent) => {
      if (intent.type !== 'picture' || intent.as !== as) return;
      settle();
      if (intent.data === null) reject(new Error('The diagram could not be drawn as a picture.'));
      else resolve(intent.data);
    });
    const deadline = setTimeout(() => {
      settle();
      reject(new Error('The panel did not draw the picture in time.'));
    }, DEADLINE);
    const settle = (): void => {
      clearTimeout(deadline);
      listening.dispose();
    };
    if (panel.draw(as)) return;
    settle();
    reject(new Error('The panel was closed before it had drawn the picture.'));
  });
  return Buffer.from(data, as === 'svg' ? 'utf8' : 'base64');
}
