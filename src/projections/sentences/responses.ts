import { headerValue, type EventOf } from '../../model';
import { carriedCredentials, cookieLines, pathInShort } from '../http-words';
import { statusLine } from '../labels';
import { revokedUpTo } from '../denylist';
import type { ExchangePast, Memory } from '../memory';
import { userOfSession } from '../users';
import { clip, list, shortId, size } from '../words';
import { isSessionLookUp, person, sentenceOf, subject, whyGone } from './phrases';
import type { Tellers } from './tellers';

type Started = EventOf<'response.started'>;

/** Sentences about answers on their way to the client. */
export const responseSentences: Pick<
  Tellers,
  'response.started' | 'response.ended' | 'response.received' | 'response.lost'
> = {
  'response.started': (event, past) => {
    const status = clip(statusLine(event.data.status, event.data.reason), 40);
    const exchange = past.exchangeOf(event);
    return sentenceOf(`${status}: ${exchange ? meaning(event, exchange, past) : 'the server answers'}`);
  },

  'response.ended': ({ actor, data }, past) =>
    `${subject(past, actor)} has written the whole response, ${size(data.bytes)} of body.`,

  'response.received': ({ actor, data }, past) =>
    `${subject(past, actor)} has the whole response: ${clip(statusLine(data.status, data.reason), 40)}, ${size(data.bytes)} of body.`,

  'response.lost': (event, past) => {
    const { data, actor } = event;
    const got = data.gotHead ? 'only the head of the response' : 'no response';
    const exchange = past.exchangeOf(event);
    const cause = exchange && past.servedByGone(exchange) ? ' because the process at its other end is gone,' : '';
    if (data.code === 'ETIMEDOUT')
      return `No answer came in time (ETIMEDOUT), so ${past.name(actor)} gives up with ${got}: it cannot know whether the server never got the request, still works on it, or has done it.`;
    return (
      `The connection broke (${clip(data.code, 20)})${cause} and ${past.name(actor)} has ${got}: ` +
      `it cannot know whether the server did what it was asked to do.`
    );
  },
};

function meaning(event: Started, exchange: ExchangePast, past: Memory): string {
  const { status } = event.data;
  if (status === 401) return unauthorized(event, exchange, past);
  if (status === 403) return forbidden(event, exchange, past);
  if (status === 431 && !exchange.last('request.received', ({ actor }) => actor === event.actor))
    return 'the headers of the request are longer than Node takes, so it answers by itself, and no line of the application hears of the request (RFC 6585 §5)';
  if (past.roleOf(event.actor) === 'balancer') return unserved(event, exchange, past);
  if (status >= 500) return failed(exchange);
  if (status === 400 && (exchange.last('refresh.reused') ?? exchange.last('refresh.rejected')))
    return `${refreshRefused(exchange)} (invalid_grant, RFC 6749 §5.2)`;
  if (status >= 400) return 'the server refuses the request as it stands, for a reason other than who is asking';
  if (status >= 300) {
    const target = headerValue(event.data.headers, 'location');
    return target === undefined
      ? 'the answer is not here'
      : `the client is sent on to ${clip(pathInShort(target), 40)}`;
  }
  return granted(event, exchange, past);
}

/** RFC 9110 §15.5.2: valid authentication credentials are lacking, and a challenge must say which would do. */
function unauthorized(event: Started, exchange: ExchangePast, past: Memory): string {
  return `${whyUnauthorized(event, exchange, past)}${challenge(event)}`;
}

function whyUnauthorized(event: Started, exchange: ExchangePast, past: Memory): string {
  if (exchange.last('password.checked', ({ data }) => !data.matches)) {
    return 'name and password do not belong together, and the answer does not say which of them is wrong';
  }
  if (exchange.last('refresh.reused') ?? exchange.last('refresh.rejected')) return refreshRefused(exchange);
  if (exchange.last('account.refused'))
    return 'the credential is genuine, but the account says that it no longer counts';
  const listed = exchange.last(
    'store.answered',
    ({ data }) => data.op === 'get' && data.table === 'denylist' && data.hit !== false,
  );
  if (listed)
    return revokedUpTo(listed.data.row) === null
      ? 'the token is genuine, but it stands on the denylist'
      : 'the token is genuine, but the denylist ends every token of this user up to a second, and this is one of them';
  if (exchange.last('token.rejected'))
    return 'a token that is refused proves nothing, so the server does not know who is asking';
  if (exchange.last('cookie.rejected')) {
    return 'with its signature not fitting, the cookie proves nothing, so the server does not know who is asking';
  }
  if (exchange.last('session.rejected')) {
    return 'an encrypted cookie that cannot be opened proves nothing, so the server does not know who is asking';
  }
  const answer = exchange.last('store.answered', isSessionLookUp);
  if (answer && answer.data.hit === false) {
    const sid = answer.data.sid;
    const why = whyGone(past.session(sid), event, past);
    const which = sid === undefined ? 'the session' : `session ${shortId(sid)}`;
    return `the cookie is genuine, but ${which} is no longer in the store${why === null ? '' : ` (${why})`}, so the server does not know who is asking`;
  }
  if (answer?.data.row && userOfSession(answer.data.row.data) === null) {
    return 'there is a session, but nobody has logged in with it';
  }
  const { cookies, scheme } = carriedCredentials(exchange.request.data.headers);
  if (cookies.length === 0 && scheme === null) {
    return 'no credential came with the request, so the server does not know who is asking';
  }
  return 'nothing in the request proves who is asking';
}

function refreshRefused(exchange: ExchangePast): string {
  return exchange.last('refresh.reused')
    ? 'a refresh token that is shown twice is held by two, so its whole family is worth nothing any more'
    : 'the refresh token is not accepted, so there is no new access token and the user has to log in';
}

function challenge({ data }: Started): string {
  const value = headerValue(data.headers, 'www-authenticate');
  if (value === undefined) return '; the WWW-Authenticate field that a 401 must carry is missing (RFC 9110 §15.5.2)';
  const scheme = clip(value.split(/[ ,]/)[0] ?? '', 20);
  const error = /error="([a-z_]{1,40})"/.exec(value)?.[1];
  const detail = error === undefined ? '' : ` and gives the reason ${error}`;
  const source = /^bearer$/i.test(scheme) ? 'RFC 6750 §3' : 'RFC 9110 §11.6.1';
  return `; the challenge in WWW-Authenticate names the scheme ${scheme}${detail} (${source})`;
}

/** RFC 9110 §15.5.4: understood, known, and refused all the same. */
function forbidden(event: Started, exchange: ExchangePast, past: Memory): string {
  const role = exchange.last('role.checked', ({ data }) => !data.allowed)?.data;
  if (!role && exchange.last('account.refused'))
    return 'the server knows who is asking and refuses all the same, because of what the account says (RFC 9110 §15.5.4)';
  if (!role)
    return 'the server understood the request and refuses it; other credentials may fare better (RFC 9110 §15.5.4)';
  const name = person(past.userName(role.subject));
  const error = /error="insufficient_scope"/.test(headerValue(event.data.headers, 'www-authenticate') ?? '');
  const source = error ? 'insufficient_scope, RFC 6750 §3.1' : 'RFC 9110 §15.5.4';
  return `the server knows that ${name} is asking and refuses all the same, because the role ${clip(role.actual, 30)} is not ${clip(role.required, 30)}; logging in again would not help (${source})`;
}

/** What the load balancer answers by itself. */
function unserved({ data, actor }: Started, exchange: ExchangePast, past: Memory): string {
  const tried = exchange.last('request.forwarded')?.data.to;
  const none = tried === undefined ? 'it had no server to ask' : `it got no answer from ${past.name(tried)}`;
  const source =
    { 502: ' (RFC 9110 §15.6.3)', 503: ' (RFC 9110 §15.6.4)', 504: ' (RFC 9110 §15.6.5)' }[data.status] ?? '';
  return `${past.name(actor)} answers by itself, because ${none}; that says nothing about who is asking${source}`;
}

function failed(exchange: ExchangePast): string {
  if (exchange.last('store.failed')) {
    return 'the store gave an error, so the server can neither confirm nor deny who is asking, and gives nothing away';
  }
  return 'the server itself failed, which says nothing about the credentials';
}

function granted(event: Started, exchange: ExchangePast, past: Memory): string {
  const { sets, deletes } = cookieLines(event.data.headers, event.at);
  const login = exchange.last('password.checked', ({ data }) => data.matches)?.data;
  if (login) {
    const name = person(login.username);
    if (exchange.last('refresh.issued'))
      return `${name} is logged in with two tokens: a short-lived access token, of which the server keeps no record, and a refresh token, of which it keeps a hash`;
    if (exchange.last('token.signed'))
      return `${name} is logged in, and the token is all there is to it: the server keeps no record of having issued it`;
    if (sets.length > 0 && exchange.last('session.sealed'))
      return `${name} is logged in, and Set-Cookie gives the whole session to the browser, encrypted, in ${cookieNames(sets)}; the server keeps no record of it`;
    const kept = sessionKept(exchange);
    if (kept !== null) return loggedInUnder(kept, name, exchange, past);
    if (sets.length > 0)
      return `${name} is logged in, and Set-Cookie gives the session id to ${past.name(exchange.client)} in ${cookieNames(sets)}; from now on the cookie takes the place of the password`;
    return `${name} is logged in`;
  }
  const rotated = exchange.last('refresh.rotated');
  if (rotated)
    return 'the client has a new access token and a new refresh token, without having asked its user for a password';
  const denied = exchange.last('store.answered', ({ data }) => data.op === 'set' && data.table === 'denylist');
  if (denied && revokedUpTo(denied.data.row) !== null)
    return 'every token of this user that was issued so far is on the denylist, which is what logs out everywhere; whoever still holds one holds nothing';
  if (denied) return 'the token is on the denylist, which is what logs out; whoever still holds a copy holds nothing';
  const renewed = exchange.last('session.regenerated');
  if (renewed && sets.length > 0)
    return `the same user goes on under session ${shortId(renewed.data.to)}, and Set-Cookie gives the new id to the browser in ${cookieNames(sets)}; the old id opens nothing any more`;
  const revoked = exchange.last(
    'store.answered',
    ({ data }) => data.op === 'destroy' && data.table === 'refresh-tokens',
  );
  if (revoked)
    return 'the refresh token is revoked with all of its family, which is what logs out; an access token that is still about stays good until its exp';
  const ended = exchange.last('user.changed', ({ data }) => data.what === 'version');
  if (ended) return `nothing that ${person(ended.data.name)} was given before counts any more, wherever it is kept`;
  const destroyed = exchange.last(
    'store.answered',
    ({ data }) => data.op === 'destroy' && (data.table === undefined || data.table === 'sessions'),
  );
  if (destroyed) {
    const existed = past.session(destroyed.data.sid) !== undefined;
    const cookie =
      deletes.length > 0
        ? `, and Set-Cookie with an end in the past asks the browser to drop ${cookieNames(deletes)}`
        : '';
    return existed
      ? `the session is destroyed on the server, which is what logs out${cookie}`
      : `there was no session left to destroy${cookie}`;
  }
  if (deletes.length > 0 && !exchange.last('store.asked')) {
    return `Set-Cookie with an end in the past asks the browser to drop ${cookieNames(deletes)}, and that is all the logging out there is: the server keeps nothing that it could delete`;
  }
  const left = exchange.last('store.answered', isSessionLookUp)?.data.row;
  if (deletes.length > 0 && left && userOfSession(left.data) !== null) {
    return `Set-Cookie with an end in the past asks the browser to drop ${cookieNames(deletes)}, and that is all the logging out there is: session ${shortId(left.sid)} stays in the store, and a copy of the cookie goes on as before`;
  }
  return `${welcome(exchange, past)}${sets.length > 0 ? `; Set-Cookie renews ${cookieNames(sets)} along with it` : ''}`;
}

/** The session that a client came with and that goes on under its old id, or null. */
function sessionKept(exchange: ExchangePast): string | null {
  const found = exchange.last('store.answered', isSessionLookUp)?.data.row?.sid;
  const written = exchange.last('store.asked', ({ data }) => data.op === 'set' && data.sid === found);
  return found !== undefined && written && !exchange.last('session.regenerated') ? found : null;
}

function loggedInUnder(sid: string, name: string, exchange: ExchangePast, past: Memory): string {
  const planter = past.showsCopy(exchange.request);
  return planter === null
    ? `${name} is logged in under session ${shortId(sid)}, which the client came with: whoever knew that id before is logged in with it as well (session fixation)`
    : `${name} is logged in under session ${shortId(sid)}, which ${past.name(planter)} planted and knows: from now on both are ${name} to the server (session fixation)`;
}

/** Who the server takes the client for when it lets the request through. */
function welcome(exchange: ExchangePast, past: Memory): string {
  const verified = exchange.last('token.verified');
  const decoded = verified ? undefined : exchange.last('token.decoded');
  if (decoded) {
    const who = person(past.userOf(decoded.data.claims));
    return `the server answers as if ${who} were asking, because the token says so; it never looked at the signature`;
  }
  const row = exchange.last('store.answered', isSessionLookUp)?.data.row;
  const session = row ?? exchange.last('session.unsealed')?.data;
  const user = verified ? past.userOf(verified.data.claims) : session ? userOfSession(session.data) : null;
  if (user === null) return 'the server answers without asking who it is for';
  const name = person(user);
  const proof = verified ? 'the token' : 'the session';
  const victim = past.passesFor(exchange.request, user);
  if (victim !== null) {
    return `${proof} says ${name}, so ${past.name(exchange.client)} gets what was meant for ${name}, and the server has no way to notice`;
  }
  if (past.plantedFor(exchange.request, user) !== null) {
    return `${proof} says ${name}, who logged in under the id that ${past.name(exchange.client)} had planted: what was meant for ${name} goes to ${past.name(exchange.client)}, and the server has no way to notice`;
  }
  const role = exchange.last('role.checked', ({ data }) => data.allowed)?.data;
  const right = role ? `, and the role ${clip(role.actual, 30)} is enough` : '';
  return `${proof} tells the server that ${name} is asking${right}`;
}

function cookieNames(names: readonly string[]): string {
  return list(names.slice(0, 3).map((name) => clip(name === '' ? 'a cookie without a name' : name, 40)));
}
