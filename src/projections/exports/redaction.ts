import { headerValues, type HeaderLine, type Trace, type TraceEvent } from '../../model';
import { cookiePairs, readSetCookie } from '../http-words';

/** Members of a JSON body, of a form or of a query that let their bearer in. */
const SECRET_NAME = /^(?:password|passwd|pwd|token|access_token|refresh_token|id_token|client_secret|sid)$/i;
const JSON_MEMBER =
  /("(?:password|passwd|pwd|token|access_token|refresh_token|id_token|client_secret)"\s*:\s*")((?:[^"\\]|\\.)*)/gi;
const FORM_MEMBER =
  /((?:^|[?&;])(?:password|passwd|pwd|token|access_token|refresh_token|id_token|code|client_secret)=)([^&#;\s]*)/gi;
const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** Shorter secrets are redacted where they stand for what they are, and not wherever the same letters occur. */
const LEAST = 6;

/**
 * Takes the secrets out of what a run recorded: cookie values, credentials of Authorization, passwords and tokens in
 * bodies and addresses, session ids. The same secret always gets the same stand-in, so that a reader still sees where
 * the same one comes back. What it does not know for a secret stays: it is no promise for text of other origin.
 */
export class Redaction {
  readonly #standIns = new Map<string, string>();
  /** Known secrets by how they begin, the longest first, so that a text is read once. */
  readonly #byHead = new Map<string, string[]>();

  constructor(trace: Trace) {
    const found = new Set<string>();
    for (const event of trace) for (const secret of secretsOf(event)) if (secret !== '') found.add(secret);
    for (const secret of found) this.#learn(secret);
  }

  /** Any value with every secret in its strings replaced. */
  value<T>(value: T): T {
    return this.#deep(value) as T;
  }

  /** A text with every secret in it replaced, whatever kind of text it is. */
  text(text: string): string {
    const body = text
      .replace(JSON_MEMBER, (_all, before: string, secret: string) => before + this.#standIn(secret))
      .replace(FORM_MEMBER, (_all, before: string, secret: string) => before + this.#standIn(secret))
      .replace(TOKEN, (token) => this.#standIn(token));
    return this.#known(body);
  }

  headers(lines: readonly HeaderLine[]): HeaderLine[] {
    return lines.map(([name, value]) => [name, this.#field(name, value)]);
  }

  #field(name: string, value: string): string {
    switch (name.toLowerCase()) {
      case 'authorization':
      case 'proxy-authorization': {
        const space = value.indexOf(' ');
        return `${value.slice(0, space + 1)}${this.#standIn(value.slice(space + 1))}`;
      }
      case 'cookie':
        return cookiePairs([[name, value]])
          .map(([cookie, secret]) => (cookie === '' ? this.#standIn(secret) : `${cookie}=${this.#standIn(secret)}`))
          .join('; ');
      case 'set-cookie': {
        const end = value.indexOf(';');
        const { name: cookie, value: secret } = readSetCookie(value);
        return `${cookie}=${this.#standIn(secret)}${end < 0 ? '' : this.text(value.slice(end))}`;
      }
      default:
        return this.text(value);
    }
  }

  #deep(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) {
      const [name, line] = value as unknown[];
      const isHeader = value.length === 2 && typeof name === 'string' && typeof line === 'string';
      return isHeader ? [name, this.#field(name, line)] : value.map((each) => this.#deep(each));
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        typeof each === 'string' && SECRET_NAME.test(name) ? this.#standIn(each) : this.#deep(each),
      ]),
    );
  }

  #learn(secret: string): void {
    this.#standIn(secret);
    if (secret.length < LEAST) return;
    const head = secret.slice(0, LEAST);
    const same = this.#byHead.get(head) ?? [];
    same.push(secret);
    same.sort((a, b) => b.length - a.length);
    this.#byHead.set(head, same);
  }

  #standIn(secret: string): string {
    if (secret === '' || /^redacted-\d+$/.test(secret)) return secret;
    const known = this.#standIns.get(secret);
    if (known !== undefined) return known;
    const made = `redacted-${String(this.#standIns.size + 1)}`;
    this.#standIns.set(secret, made);
    return made;
  }

  #known(text: string): string {
    if (this.#byHead.size === 0 || text.length < LEAST) return text;
    let result = '';
    let from = 0;
    for (let at = 0; at + LEAST <= text.length; at += 1) {
      const secret = this.#byHead.get(text.slice(at, at + LEAST))?.find((each) => text.startsWith(each, at));
      if (secret === undefined) continue;
      result += text.slice(from, at) + this.#standIn(secret);
      from = at + secret.length;
      at = from - 1;
    }
    return from === 0 ? text : result + text.slice(from);
  }
}

/** What an event shows for a secret. */
function secretsOf(event: TraceEvent): string[] {
  switch (event.kind) {
    case 'request.sent':
    case 'request.received':
      return [...inHeaders(event.data.headers), ...inBody(event.data.body)];
    case 'response.received':
      return [...inHeaders(event.data.headers), ...inBody(event.data.body)];
    case 'response.started':
    case 'response.relayed':
      return inHeaders(event.data.headers);
    case 'response.ended':
      return inBody(event.data.body);
    case 'cookie.verified':
    case 'session.generated':
    case 'store.changed':
      return [event.data.sid];
    case 'store.asked':
    case 'store.answered':
    case 'store.failed':
      return event.data.sid === undefined ? [] : [event.data.sid];
    case 'session.regenerated':
      return [event.data.from, event.data.to];
    case 'cookie.rejected':
    case 'session.sealed':
    case 'session.unsealed':
    case 'session.rejected':
      return withDecoded(event.data.value);
    case 'cookie.stored':
    case 'cookie.edited':
      return withDecoded(event.data.cookie.value);
    case 'storage.written':
    case 'storage.edited':
    case 'credential.copied':
      return withDecoded(event.data.value);
    case 'token.forged':
      return event.data.token === null ? [] : [event.data.token];
    case 'token.decoded':
    case 'token.signed':
    case 'token.verified':
    case 'token.rejected':
      return [event.data.token];
    case 'store.opened':
      return event.data.rows.map(({ sid }) => sid);
    default:
      return [];
  }
}

function inHeaders(headers: readonly HeaderLine[]): string[] {
  return [
    ...cookiePairs(headers).flatMap(([, value]) => withDecoded(value)),
    ...headerValues(headers, 'set-cookie').flatMap((line) => withDecoded(readSetCookie(line).value)),
    ...[...headerValues(headers, 'authorization'), ...headerValues(headers, 'proxy-authorization')].map((value) =>
      value.slice(value.indexOf(' ') + 1),
    ),
  ];
}

function inBody(body: string): string[] {
  return [...body.matchAll(JSON_MEMBER), ...body.matchAll(FORM_MEMBER)].map(([, , secret = '']) => secret);
}

/** A cookie's value stands on the wire percent-encoded, and decoded wherever somebody has read it. */
function withDecoded(value: string): string[] {
  try {
    const decoded = decodeURIComponent(value);
    return decoded === value ? [value] : [value, decoded];
  } catch {
    return [value];
  }
}
