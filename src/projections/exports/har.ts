import { headerValue, headerValues, type EventOf, type HeaderLine, type Trace } from '../../model';
import { cookiePairs, readSetCookie } from '../http-words';
import { isoTime, utf8Length } from '../words';
import { Redaction } from './redaction';

/** Who wrote the file. */
export interface HarOptions {
  /** The version of the extension. */
  readonly version?: string;
  /** Cookies, Authorization, passwords and tokens as they were, for whoever asks for them. */
  readonly secrets?: boolean;
}

/** What came of one request, as far as its client knows. */
interface Exchange {
  readonly sent: EventOf<'request.sent'>;
  readonly page: string | undefined;
  started?: EventOf<'response.started'>;
  ended?: EventOf<'response.received'> | EventOf<'response.lost'> | EventOf<'request.failed'>;
}

/**
 * The requests of a run as an HTTP Archive (HAR 1.2): one entry for each request that a client sent, one page for
 * each act. Times are those of the run's own clock. A request without an answer has status 0, as in browsers, and
 * says why in a comment. Secrets are replaced by stand-ins unless asked for.
 */
export function toHar(trace: Trace, { version = '', secrets = false }: HarOptions = {}): string {
  const redaction = secrets ? null : new Redaction(trace);
  const { exchanges, pages } = readExchanges(trace);
  const log = {
    version: '1.2',
    creator: { name: 'Auth Lab', version },
    pages: pages.map(({ seq, at, data }) => ({
      startedDateTime: time(at),
      id: pageId(seq),
      title: data.title,
      pageTimings: {},
    })),
    entries: exchanges.map((exchange) => entry(exchange, redaction)),
    comment: secrets
      ? 'A simulated run with the secrets that it used.'
      : 'A simulated run; every secret was replaced by a stand-in, the same one wherever it comes back.',
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

function readExchanges(trace: Trace): { exchanges: Exchange[]; pages: EventOf<'act.started'>[] } {
  const pages = trace.filter((event) => event.kind === 'act.started');
  const exchanges: Exchange[] = [];
  const open = new Map<string, Exchange>();
  let page: string | undefined;
  for (const event of trace) {
    if (event.kind === 'act.started') page = pageId(event.seq);
    if (event.kind === 'request.sent') {
      const exchange: Exchange = { sent: event, page };
      exchanges.push(exchange);
      if (event.exchange !== undefined) open.set(event.exchange, exchange);
      continue;
    }
    const exchange = event.exchange === undefined ? undefined : open.get(event.exchange);
    if (!exchange) continue;
    if (event.kind === 'response.started') exchange.started = event;
    const isEnd =
      event.kind === 'response.received' || event.kind === 'response.lost' || event.kind === 'request.failed';
    if (isEnd && event.actor === exchange.sent.actor) exchange.ended = event;
  }
  return { exchanges, pages };
}

function entry({ sent, page, started, ended }: Exchange, redaction: Redaction | null): object {
  const { data } = sent;
  const text = (value: string): string => redaction?.text(value) ?? value;
  const lines = (headers: readonly HeaderLine[]): readonly HeaderLine[] => redaction?.headers(headers) ?? headers;
  const over = Math.max(0, (ended ?? sent).at - sent.at);
  const wait = started ? Math.min(over, Math.max(0, started.at - sent.at)) : over;
  const request = lines(data.headers);
  const body = text(data.body);
  return {
    ...(page === undefined ? {} : { pageref: page }),
    startedDateTime: time(sent.at),
    time: over,
    request: {
      method: data.method,
      url: text(data.url),
      httpVersion: 'HTTP/1.1',
      cookies: cookiePairs(request).map(([name, value]) => ({ name, value })),
      headers: request.map(([name, value]) => ({ name, value })),
      queryString: query(text(data.url)),
      ...(data.body === ''
        ? {}
        : { postData: { mimeType: headerValue(data.headers, 'content-type') ?? '', params: [], text: body } }),
      headersSize: -1,
      bodySize: utf8Length(data.body),
    },
    response: response(ended, text, lines),
    cache: {},
    timings: { send: 0, wait, receive: over - wait },
    ...(ended === undefined ? { comment: 'No answer when the run ended.' } : {}),
    ...(ended && ended.kind !== 'response.received'
      ? { comment: text(`${ended.data.code} ${ended.data.message}`.trim()) }
      : {}),
  };
}

function response(
  ended: Exchange['ended'],
  text: (value: string) => string,
  lines: (headers: readonly HeaderLine[]) => readonly HeaderLine[],
): object {
  const answer = ended?.kind === 'response.received' ? ended.data : null;
  const headers = lines(answer?.headers ?? []);
  return {
    status: answer?.status ?? 0,
    statusText: answer?.reason ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: headerValues(headers, 'set-cookie').map(setCookie),
    headers: headers.map(([name, value]) => ({ name, value })),
    content: {
      size: answer?.bytes ?? 0,
      mimeType: headerValue(headers, 'content-type') ?? 'x-unknown',
      text: text(answer?.body ?? ''),
    },
    redirectURL: text(headerValue(headers, 'location') ?? ''),
    headersSize: -1,
    bodySize: answer?.bytes ?? -1,
  };
}

function setCookie(line: string): object {
  const { name, value, attributes } = readSetCookie(line);
  const find = (wanted: string): string | undefined =>
    attributes.findLast((each) => each.name.toLowerCase() === wanted)?.value;
  const path = find('path');
  const domain = find('domain');
  const end = Date.parse(find('expires') ?? '');
  return {
    name,
    value,
    ...(path === undefined ? {} : { path }),
    ...(domain === undefined ? {} : { domain }),
    ...(Number.isNaN(end) ? {} : { expires: time(end) }),
    httpOnly: find('httponly') !== undefined,
    secure: find('secure') !== undefined,
  };
}

function query(url: string): { name: string; value: string }[] {
  const start = url.indexOf('?');
  if (start < 0) return [];
  return url
    .slice(start + 1)
    .replace(/#.*$/s, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? { name: pair, value: '' } : { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
    });
}

const pageId = (seq: number): string => `act-${String(seq)}`;

/** A moment outside the calendar, which only a damaged trace has, is shown as the epoch. */
function time(at: number): string {
  return isoTime(at) ?? '1970-01-01T00:00:00.000Z';
}
