import * as z from 'zod/mini';
import { parseWith } from '../../model/parse';
import { tokenMessage, type TokenIntent, type TokenMessage } from '../../model/token-protocol';
import type { VsCodeApi } from '../host/door';

/** The token view's one door. Nothing goes through it to be kept: the view has no state that VS Code could store. */
export class TokenDoor {
  readonly #host: Pick<VsCodeApi, 'postMessage'>;

  constructor(host: Pick<VsCodeApi, 'postMessage'>) {
    this.#host = host;
    // The schema library would try `new Function`, which the content security policy reports.
    z.config({ jitless: true });
  }

  post(intent: TokenIntent): void {
    this.#host.postMessage(intent);
  }

  listen(receive: (message: TokenMessage) => void): void {
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const parsed = parseWith<TokenMessage>(tokenMessage, data, 'A message of the host');
      if (parsed.ok) receive(parsed.value);
      else reportError(new Error(parsed.error));
    });
  }
}
