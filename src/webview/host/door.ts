import * as z from 'zod/mini';
import { parseWith } from '../../model/parse';
import { hostMessage, type HostMessage, type ViewIntent } from '../../model/view-protocol';

/** What VS Code gives a webview; a page that stands in for VS Code gives the same. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/**
 * The panel's one door. Whatever comes in is read by the protocol's schema; what does not fit is reported and left
 * at the door, and the host is asked for everything again.
 */
export class Door {
  readonly #abort = new AbortController();

  constructor(readonly vscode: VsCodeApi) {
    // The schema library would try `new Function`, which the panel's content security policy reports.
    z.config({ jitless: true });
  }

  post(intent: ViewIntent): void {
    this.vscode.postMessage(intent);
  }

  /** Listens until `close`. */
  listen(receive: (message: HostMessage) => void): void {
    const options = { signal: this.#abort.signal };
    window.addEventListener(
      'message',
      ({ data }: MessageEvent<unknown>) => {
        const parsed = parseWith<HostMessage>(hostMessage, data, 'A message of the host');
        if (parsed.ok) {
          receive(parsed.value);
          return;
        }
        reportError(new Error(parsed.error));
        this.post({ type: 'resync' });
      },
      options,
    );
  }

  close(): void {
    this.#abort.abort();
  }
}
