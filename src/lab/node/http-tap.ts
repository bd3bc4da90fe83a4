import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { headerLines, type HeaderLine } from '../../model';
import { EXCHANGE_HEADER } from '../exchange-header';
import { TOO_LARGE, tellOverlongHeaders } from '../overlong-headers';
import { probe, type Context } from './probe';
import { callerLine } from './source-line';

/** A request body up to this size is waited for and shown; a larger one goes to the app as it comes. */
const SHOWN_BODY_BYTES = 64 * 1024;

/** An HTTP server that announces what it receives and what it is about to send. */
export function createTappedServer(app: RequestListener): Server {
  const server = createServer((request, response) => {
    const exchange = takeExchange(request);
    const { cookie: cookies } = request.headers;
    const context: Context = { ...(exchange !== undefined && { exchange }), ...(cookies !== undefined && { cookies }) };
    probe.within(context, () => {
      tapResponse(response, context);
      void receive(request).then(() => app(request, response));
    });
  });
  tellOverlongHeaders(server, (exchange) =>
    probe.within({ exchange }, async () => {
      await probe.gate('response.started', { ...TOO_LARGE, headers: [['Connection', 'close']] });
      await probe.gate('response.ended', { body: '', bytes: 0 });
    }),
  );
  // A learner may think for as long as they like: no clock of Node's ends a request that waits at a gate.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.timeout = 0;
  return server;
}

/** Reads and removes the lab's own mark, so that neither the app nor the trace ever sees it. */
function takeExchange(request: IncomingMessage): string | undefined {
  const value = request.headers[EXCHANGE_HEADER];
  delete request.headers[EXCHANGE_HEADER];
  const at = request.rawHeaders.findIndex((each, index) => index % 2 === 0 && each.toLowerCase() === EXCHANGE_HEADER);
  if (at !== -1) request.rawHeaders.splice(at, 2);
  return typeof value === 'string' ? value : undefined;
}

async function receive(request: IncomingMessage): Promise<void> {
  const body = await peekBody(request);
  await probe.gate('request.received', {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: headerLines(request.rawHeaders),
    body,
  });
}

/** Looks at a small body as it arrives without taking it from the app. */
function peekBody(request: IncomingMessage): Promise<string> {
  const length = Number(request.headers['content-length'] ?? 0);
  if (!Number.isInteger(length) || length === 0) return Promise.resolve('');
  if (length > SHOWN_BODY_BYTES) return Promise.resolve(`[${length} bytes]`);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const push = request.push.bind(request);
    request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
      const more = push(chunk, encoding);
      if (chunk) chunks.push(chunk);
      else resolve(Buffer.concat(chunks).toString('utf8'));
      return more;
    };
    request.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

/**
 * Puts two gates into a response: `response.started` before its head leaves, `response.ended` before its last byte.
 * Writes keep their order. Middleware that changes headers late (express-session does) is run before the first gate,
 * as it would be without it.
 */
function tapResponse(response: ServerResponse, context: Context): void {
  const write = response.write.bind(response) as (chunk: unknown, ...rest: unknown[]) => boolean;
  const end = response.end.bind(response) as (chunk?: unknown, ...rest: unknown[]) => ServerResponse;
  const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => ServerResponse;
  const sent: Buffer[] = [];
  let queue: Promise<void> | null = null;

  const start = (): Promise<void> => {
    if (queue) return queue;
    context.responseSource = callerLine() ?? context.responseSource;
    if (!response.headersSent) response.writeHead(response.statusCode);
    queue = probe.gate(
      'response.started',
      {
        status: response.statusCode,
        reason: response.statusMessage || STATUS_CODES[response.statusCode] || '',
        headers: responseHeaders(response),
      },
      { source: context.responseSource },
    );
    return queue;
  };

  response.writeHead = (...head: unknown[]) => {
    // Node would take the time of day from a clock of its own.
    if (!response.hasHeader('Date')) response.setHeader('Date', new Date().toUTCString());
    return writeHead(...head);
  };

  response.write = ((chunk: unknown, ...rest: unknown[]) => {
    sent.push(bytesOf(chunk, rest[0]));
    queue = start().then(() => void write(chunk, ...rest));
    return true;
  }) as typeof response.write;

  response.end = ((chunk?: unknown, ...rest: unknown[]) => {
    const last = typeof chunk === 'function' || chunk == null ? Buffer.alloc(0) : bytesOf(chunk, rest[0]);
    sent.push(last);
    if (!response.headersSent && !queue) declareLength(response, last);
    queue = start()
      .then(() => {
        const body = Buffer.concat(sent);
        return probe.gate(
          'response.ended',
          { body: body.toString('utf8'), bytes: body.length },
          { source: context.responseSource },
        );
      })
      .then(() => void end(chunk, ...rest));
    breakAfter(queue, response);
    return response;
  }) as typeof response.end;
}

/**
 * An app that breaks the connection after it has ended a response (as Express does when an error comes too late to be
 * told) breaks nothing without a gate: the last byte has left by then. So it waits for that here.
 */
function breakAfter(ended: Promise<void>, { socket }: ServerResponse): void {
  if (!socket) return;
  const destroy = socket.destroy.bind(socket);
  socket.destroy = (error?: Error) => {
    void ended.then(() => setImmediate(() => destroy(error)));
    return socket;
  };
  void ended.then(() => (socket.destroy = destroy));
}

/** Node adds the length of a body that is sent whole by `end`; writing the head before that would lose it. */
function declareLength(response: ServerResponse, body: Buffer): void {
  const bodiless = response.statusCode === 204 || response.statusCode === 304;
  if (bodiless || response.hasHeader('Content-Length') || response.hasHeader('Transfer-Encoding')) return;
  response.setHeader('Content-Length', body.length);
}

function bytesOf(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === 'string') return Buffer.from(chunk, (encoding as BufferEncoding | undefined) ?? 'utf8');
  return Buffer.from(chunk as Uint8Array);
}

function responseHeaders(response: ServerResponse): HeaderLine[] {
  // Documented for every outgoing message since Node 15.4, and missing in the type declarations of ServerResponse.
  const outgoing = response as ServerResponse & { getRawHeaderNames(): string[] };
  return outgoing.getRawHeaderNames().flatMap((name): HeaderLine[] => {
    const value = response.getHeader(name);
    return Array.isArray(value) ? value.map((each): HeaderLine => [name, each]) : [[name, String(value)]];
  });
}
