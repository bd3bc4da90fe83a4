import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { headerLines, type HeaderLine } from '../../model';
import { Wire, type Treatment, type WireHooks } from './wire';

export interface HttpRequest {
  /** Unix socket or named pipe of the server. */
  readonly address: string;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
  readonly bytes: number;
}

/** How one exchange of messages ended. */
export type HttpOutcome =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  /** Nobody accepted the connection. */
  | { readonly kind: 'refused'; readonly code: string }
  /** The connection broke after it had been accepted, or the client gave up waiting. */
  | { readonly kind: 'lost'; readonly code: string; readonly gotHead: boolean };

/** Codes with which a connection fails before any byte of the request has left. */
const REFUSED = new Set(['ECONNREFUSED', 'ENOENT', 'EACCES', 'EAGAIN']);

/** As much of a response's head as Chromium takes; Node's own limit would break off long before. Bytes. */
const LONGEST_HEAD = 256 * 1024;

export interface OngoingExchange {
  /** Never rejects: a broken connection is an outcome. */
  readonly outcome: Promise<HttpOutcome>;
  /** The client has waited long enough. */
  readonly giveUp: () => void;
}

/**
 * Sends one request over a connection of its own and waits for the whole response, for as long as it takes.
 * @param disturbed what the network does to the connection, if anything
 */
export function exchange(
  { address, method, path, headers, body }: HttpRequest,
  disturbed?: { readonly treatment: Treatment; readonly hooks: WireHooks },
): OngoingExchange {
  let giveUp = (): void => undefined;
  const outcome = new Promise<HttpOutcome>((resolve) => {
    let head: IncomingMessage | null = null;
    const fail = (error: NodeJS.ErrnoException): void => {
      const code = error.code ?? 'ECONNRESET';
      if (!head && REFUSED.has(code)) resolve({ kind: 'refused', code });
      else resolve({ kind: 'lost', code, gotHead: head !== null });
    };
    const outgoing = httpRequest({
      ...(disturbed
        ? { createConnection: () => new Wire(connect(address), disturbed.treatment, disturbed.hooks) }
        : { socketPath: address, agent: false }),
      method,
      path,
      // Without an agent, Node would ask the server to keep the connection, and a wire would wait for its end.
      headers: [...headers, ...(disturbed ? [['Connection', 'close']] : [])].flat(),
      setHost: false,
      maxHeaderSize: LONGEST_HEAD,
    });
    giveUp = () => {
      resolve({ kind: 'lost', code: 'ETIMEDOUT', gotHead: head !== null });
      outgoing.destroy();
    };
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      head = incoming;
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', fail);
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({
          kind: 'response',
          response: {
            status: incoming.statusCode ?? 0,
            reason: incoming.statusMessage ?? '',
            headers: headerLines(incoming.rawHeaders),
            body: bytes.toString('utf8'),
            bytes: bytes.length,
          },
        });
      });
    });
    outgoing.end(body);
  });
  return { outcome, giveUp };
}
