import * as z from 'zod/mini';
import { parseWith } from '../../model/parse';
import { truthMessage, type TruthIntent, type TruthMessage } from '../../model/truth-protocol';
import type { VsCodeApi } from '../host/door';

/** Which cell the reader stands on; all that outlives a hidden view. */
const kept = z.object({ row: z.int(), column: z.int() });
export type TruthPosition = z.infer<typeof kept>;

/** The one door of the view of the truth table. */
export class TruthDoor {
  readonly #host: VsCodeApi;

  constructor(host: VsCodeApi) {
    this.#host = host;
    // The schema library would try `new Function`, which the content security policy reports.
    z.config({ jitless: true });
  }

  /** Where the reader stood before the view was hidden; the first cell otherwise. */
  get position(): TruthPosition {
    const read = kept.safeParse(this.#host.getState());
    return read.success ? read.data : { row: 0, column: 0 };
  }

  keep(position: TruthPosition): void {
    this.#host.setState(position);
  }

  post(intent: TruthIntent): void {
    this.#host.postMessage(intent);
  }

  listen(receive: (message: TruthMessage) => void): void {
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const parsed = parseWith<TruthMessage>(truthMessage, data, 'A message of the host');
      if (parsed.ok) receive(parsed.value);
      else reportError(new Error(parsed.error));
    });
  }
}
