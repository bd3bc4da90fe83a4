import { headerValue, type EventOf } from '../../model';
import { carriedCredentials, pathInShort } from '../http-words';
import type { Memory } from '../memory';
import { key, sameCarrier, sameRequest } from '../topics';
import { clip, count, list, quoted, size, utf8Length } from '../words';
import { refusal, requestWords, sentenceOf, subject } from './phrases';
import type { Tellers } from './tellers';

/** Sentences about requests on their way to the server. */
export const requestSentences: Pick<Tellers, 'request.sent' | 'request.received' | 'request.failed' | 'route.matched'> =
  {
    'request.sent': (event, past) =>
      sentenceOf(`${subject(past, event.actor)} ${purpose(event, past)}`, withheld(event)),

    'request.received': ({ actor, data }, past) => {
      const body = data.body === '' ? 'no body' : `${size(utf8Length(data.body))} of body`;
      return `${subject(past, actor)} has the whole request, with ${count(data.headers.length, 'header field')} and ${body}.`;
    },

    'request.failed': ({ kind, actor, data }, past) => {
      const code = clip(data.code, 20);
      return past.times(key(kind, actor)) > 0
        ? `Again no process accepts the connection (${code}), and ${past.name(actor)} gets no answer.`
        : `No process accepts the connection (${code}), so ${past.name(actor)} gets no HTTP answer at all: not a 401, not a 500, nothing that would speak about credentials.`;
    },

    'route.matched': ({ data }) =>
      `Express picks the route ${clip(data.method, 12)} ${clip(data.path, 40)}, the first one whose method and path fit.`,
  };

/** What the client asks for, and by what it says who it is. */
function purpose(event: EventOf<'request.sent'>, past: Memory): string {
  const { cookies, scheme } = carriedCredentials(event.data.headers);
  const what = requestWords(event);
  const login = loginName(event);
  if (login !== null) {
    return `sends the user name ${quoted(login)} and a password in the body of ${what}, readable to whoever sees the request, so TLS must protect its way`;
  }
  const refreshing = scheme === null && cookies.length === 0 && bodyMember(event, 'refresh_token') !== null;
  if (refreshing) {
    return /log-?out/i.test(event.data.url)
      ? `sends ${what} with the refresh token in the body, so that the server can revoke it (RFC 7009 §2.1)`
      : `sends ${what} with the refresh token in the body, and asks for a new access token in exchange (RFC 6749 §6)`;
  }
  if (cookies.length === 0 && scheme === null && past.times(sameCarrier(event)) > 0) {
    return `sends ${what} without any credential, so nothing in the request says who is asking`;
  }
  if (cookies.length === 0 && scheme === null) {
    return `sends ${what} without any credential: HTTP is stateless (RFC 9110 §3.3), so nothing in this request says who is asking`;
  }
  const victim = past.showsCopy(event);
  if (victim !== null) {
    const shown = cookies.length > 0 ? `the ${names(cookies)}` : 'the token';
    return `sends ${what} with ${shown} copied from ${past.name(victim)}: it is the same value, so the request looks as if it came from there`;
  }
  const again = past.times(sameRequest(event)) > 0;
  const explained = past.times(sameCarrier(event)) > 0;
  if (cookies.length > 0) {
    if (again)
      return `sends ${what} again, and the ${names(cookies)} with it: HTTP ties nothing to a connection, so every request must bring its credential`;
    return explained
      ? `sends ${what}, and the ${names(cookies)} ${cookies.length === 1 ? 'goes' : 'go'} along as before`
      : `sends ${what} and attaches the ${names(cookies)} by itself, because host, path and other conditions fit (RFC 6265bis §5.8.3)`;
  }
  if (/^bearer$/i.test(scheme ?? '')) {
    if (again) return `sends ${what} again, with the token once more: a script must attach it to every request`;
    return explained
      ? `sends ${what} with the same kind of credential, a token in Authorization: Bearer`
      : `sends ${what} with a token in Authorization: Bearer (RFC 6750 §2.1); a script must put it there, because a token, unlike a cookie, never goes along by itself`;
  }
  return `sends ${what} with credentials in Authorization${scheme === null || scheme === '' ? '' : ` (scheme ${scheme})`}`;
}

/** "cookie a", "cookies a and b" */
function names(cookies: readonly string[]): string {
  return `${cookies.length === 1 ? 'cookie' : 'cookies'} ${named(cookies)}`;
}

function named(cookies: readonly string[]): string {
  return list(cookies.slice(0, 3).map((name) => clip(name === '' ? '(no name)' : name, 40)));
}

/** The user name of a JSON body that also has a password. */
function loginName(event: EventOf<'request.sent'>): string | null {
  return bodyMember(event, 'password') === null ? null : bodyMember(event, 'username');
}

/** A text in a JSON body. */
function bodyMember({ data }: EventOf<'request.sent'>, member: string): string | null {
  if (!/json/i.test(headerValue(data.headers, 'content-type') ?? '') && !data.body.startsWith('{')) return null;
  try {
    const body = JSON.parse(data.body) as unknown;
    if (typeof body !== 'object' || body === null) return null;
    const value = (body as Record<string, unknown>)[member];
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** Cookies that the browser has for somebody and did not send here. */
function withheld({ data }: EventOf<'request.sent'>): string {
  const kept = data.cookies.filter(({ ok }) => !ok);
  const [first] = kept;
  if (!first) return '';
  const why = refusal(first.checks, []);
  const others = kept.length > 1 ? ` (and ${count(kept.length - 1, 'other')})` : '';
  const reason = why === null ? '' : `: ${why}`;
  return `. It does not send the cookie ${clip(first.name, 40)}${others} to ${clip(pathInShort(data.url), 40)}${reason}`;
}
