import * as z from 'zod/mini';
import { parseWith } from '../../model/parse';
import { storeMessage, type StoreIntent, type StoreMessage } from '../../model/store-protocol';
import type { VsCodeApi } from '../host/door';

/** The store view's one door. Sessions may be somebody's real ones: the view has no state that VS Code could store. */
export class StoreDoor {
  readonly #host: Pick<VsCodeApi, 'postMessage'>;

  constructor(host: Pick<VsCodeApi, 'postMessage'>) {
    this.#host = host;
    // The schema library would try `new Function`, which the content security policy reports.
    z.config({ jitless: true });
  }

  post(intent: StoreIntent): void {
    this.#host.postMessage(intent);
  }

  listen(receive: (message: StoreMessage) => void): void {
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const parsed = parseWith<StoreMessage>(storeMessage, data, 'A message of the host');
      if (parsed.ok) receive(parsed.value);
      else reportError(new Error(parsed.error));
    });
  }
}
