import { batch } from '@preact/signals';
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

  /**
   * Listens until `close`. What the host says in one breath is taken in as one: a step is several messages, and drawing
   * each by itself would take longer than a frame.
   */
  listen(receive: (message: HostMessage) => void): void {
    const said: HostMessage[] = [];
    // A task of its own, behind the messages that have come already.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      batch(() => {
        for (const message of said.splice(0)) receive(message);
      });
    };
    this.#abort.signal.addEventListener('abort', () => port1.close());
    const hear = ({ data }: MessageEvent<unknown>): void => {
      const parsed = parseWith<HostMessage>(hostMessage, data, 'A message of the host');
      if (parsed.ok) {
        if (said.push(parsed.value) === 1) port2.postMessage(null);
        return;
      }
      reportError(new Error(parsed.error));
      this.post({ type: 'resync' });
    };
    window.addEventListener('message', hear, { signal: this.#abort.signal });
  }

  close(): void {
    this.#abort.abort();
  }
}
