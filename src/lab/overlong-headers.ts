import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { EXCHANGE_HEADER } from './exchange-header';

export const TOO_LARGE = { status: 431, reason: 'Request Header Fields Too Large' } as const;

/** What Node answers by itself when the headers of a request are longer than it takes; a test compares the two. */
export const ANSWER = `HTTP/1.1 ${TOO_LARGE.status} ${TOO_LARGE.reason}\r\nConnection: close\r\n\r\n`;

interface ParserError extends NodeJS.ErrnoException {
  /** As much of the request as had been read. */
  readonly rawPacket?: Buffer;
}

/**
 * Lets a server tell of requests whose headers Node refuses before any code of the application runs, and then answers
 * them as Node would.
 * @param tell resolves when the answer may leave
 */
export function tellOverlongHeaders(server: Server, tell: (exchange: string) => Promise<void>): void {
  const emit = server.emit.bind(server) as (name: string | symbol, ...given: unknown[]) => boolean;
  server.emit = (name: string | symbol, ...given: unknown[]) => {
    const [error, socket] = given as [ParserError, Duplex];
    const exchange = name === 'clientError' && error.code === 'HPE_HEADER_OVERFLOW' ? markIn(error) : undefined;
    // Whatever else is wrong with a request, Node sees to it.
    if (exchange === undefined) return emit(name, ...given);
    void tell(exchange).then(() => {
      if (socket.writable) socket.end(ANSWER, () => socket.destroy(error));
    });
    return true;
  };
}

/** The lab's own mark is the last of the headers: there is no parsed request to take it from. */
function markIn({ rawPacket }: ParserError): string | undefined {
  const text = rawPacket?.toString('latin1') ?? '';
  return new RegExp(`\r\n${EXCHANGE_HEADER}: ([^\r\n]+)`, 'i').exec(text)?.[1];
}
