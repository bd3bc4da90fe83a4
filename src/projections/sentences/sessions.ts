import type { EventData, EventOf, StoreRow } from '../../model';
import type { Memory } from '../memory';
import { key, sameWrite } from '../topics';
import { userOfSession } from '../users';
import { capitalized, clip, count, momentAndDistance, shortId, size } from '../words';
import { end, person, subject, whyGone, withoutSecrets } from './phrases';
import { entryName, tableAnswered, tableAsked } from './tables';
import type { Tellers } from './tellers';

/** Sentences about sessions: the signed cookie, the id, the row in the store. */
export const sessionSentences: Pick<
  Tellers,
  | 'cookie.verified'
  | 'cookie.rejected'
  | 'session.generated'
  | 'session.regenerated'
  | 'store.opened'
  | 'store.asked'
  | 'store.answered'
  | 'store.failed'
  | 'store.changed'
> = {
  'cookie.verified': (event, past) => {
    const name = clip(event.data.name, 40);
    const id = shortId(event.data.sid);
    const request = past.exchangeOf(event)?.request;
    if (request && past.showsCopy(request) !== null) {
      return `The signature on the cookie ${name} fits, for session id ${id}: a copy is as genuine as the original, and a signature says nothing about who shows it.`;
    }
    if (past.times(key('cookie.verified', event.data.name)) > 0) {
      return `The signature on the cookie ${name} fits, so the session id ${id} in it is one that this server issued.`;
    }
    return `The cookie ${name} carries a signature that fits the server's secret, so the session id ${id} was issued here and not altered; whether that session still exists, only the store can say.`;
  },

  'cookie.rejected': ({ data }) =>
    `The signature of the cookie ${clip(data.name, 40)} does not fit the server's secret: the id in it was altered or ` +
    `signed with another secret, so it is not believed and the request goes on as one without a session.`,

  'session.generated': ({ actor, data }, past) =>
    `${subject(past, actor)} makes a session id, ${shortId(data.sid)}, in case it is needed: neither the ` +
    `store nor the browser has heard of it yet.`,

  'session.regenerated': (event, past) => {
    const login = past.exchangeOf(event)?.last('password.checked', ({ data }) => data.matches);
    const when = login ? 'With the login the session gets a new id' : 'The session gets a new id';
    const { from, to } = event.data;
    return (
      `${when}, ${shortId(to)} in place of ${shortId(from)}: an id that somebody knew or planted before ` +
      `is worth nothing after it, which is the defense against session fixation.`
    );
  },

  'store.opened': ({ actor, data }, past) => {
    const rows = count(data.rows.length, 'row');
    const kind = clip(data.store, 40);
    const name = past.roleOf(actor) === 'store' ? past.name(actor) : 'the store';
    if (data.durable) return `${capitalized(name)} (${kind}) is opened, with ${rows} that outlived the last process.`;
    return `${capitalized(name)} (${kind}) lives in a server's process and nowhere else; it starts with ${rows}.`;
  },

  'store.asked': (event, past) => (isOfSessions(event) ? asked(event, past) : tableAsked(event, past)),
  'store.answered': (event, past) => (isOfSessions(event) ? answered(event, past) : tableAnswered(event, past)),

  'store.changed': (event, past) => {
    const { how, sid, row } = event.data;
    const before = past.session(sid)?.user;
    const whose = before == null ? '' : ` of ${person(before)}`;
    const what = `session ${shortId(sid)}${whose}`;
    switch (how) {
      case 'evicted':
        return `The row of ${what} is gone, and not by the server's doing: a store that runs full, or somebody at its console, evicts what the server counts on, and the cookie now leads nowhere.`;
      case 'corrupted':
        return `The row of ${what} is spoiled behind the server's back: what the store gives back for it can no longer be read as a session.`;
      case 'expired':
        return `${capitalized(what)} ends now, because somebody moved its end in the store; nobody tells the browser, which keeps the cookie.`;
      case 'edited': {
        const now = row === null ? null : userOfSession(row.data);
        const names = now === null ? 'it names nobody now' : `it names ${person(now)} now`;
        return `Somebody writes into the row of ${what}: ${names}, and the server will believe it, because whoever can write to the store decides who is who.`;
      }
    }
  },

  'store.failed': ({ actor, data }, past) => {
    const id = data.sid === undefined ? '' : ` about ${entryName(data.table)} ${shortId(data.sid)}`;
    const message = withoutSecrets(data.message, data.sid === undefined ? [] : [data.sid]);
    return (
      `${subject(past, actor)} reports an error instead of an answer${id} (operation ${data.op}: "${message}"); ` +
      `that is neither a yes nor a no, and a server that cannot tell must not let anybody in.`
    );
  },
};

function isOfSessions({ data }: EventOf<'store.asked' | 'store.answered'>): boolean {
  return data.table === undefined || data.table === 'sessions';
}

function asked(event: EventOf<'store.asked'>, past: Memory): string {
  const { op, row } = event.data;
  const sid = event.data.sid ?? row?.sid;
  const id = sid === undefined ? '' : shortId(sid);
  const who = subject(past, event.actor);
  switch (op) {
    case 'get':
      return past.times(key('store.asked', 'sessions', 'get')) > 0
        ? `${who} asks the store for session ${id}: one look-up at every request that shows a session id.`
        : `${who} asks the store for session ${id}: the cookie carries only this id, and all that is known about the visitor lies in the store.`;
    case 'set':
      return writing(event, past);
    case 'touch': {
      const until = row?.expires == null ? '' : ` to ${momentAndDistance(row.expires, event.at)}`;
      return past.times(key('store.asked', 'sessions', 'touch')) > 0
        ? `The session was used again, so ${past.name(event.actor)} asks the store to move its end${until}.`
        : `The session was used, so ${past.name(event.actor)} asks the store to move its end${until}: what is limited is how long it may lie idle, not how old it may grow.`;
    }
    case 'destroy':
      return destroying(event, past, id, sid);
    case 'all':
      return `${who} asks the store for all its sessions.`;
    case 'clear':
      return `${who} tells the store to destroy every session, which logs out everybody at once.`;
  }
}

function writing(event: EventOf<'store.asked'>, past: Memory): string {
  const { row } = event.data;
  const sid = event.data.sid ?? row?.sid;
  const who = subject(past, event.actor);
  if (!row) return `${who} hands session ${sid === undefined ? '' : shortId(sid)} to the store to keep.`;
  const user = userOfSession(row.data);
  const names = user === null ? 'it names no user' : `it names ${person(user)}`;
  if (past.times(sameWrite(event)) > 0 && !past.session(row.sid)?.end) {
    return `${who} hands session ${shortId(row.sid)} to the store once more before this response ends; ${names}, as before.`;
  }
  if (isKeptSo(row, past))
    return `${who} writes session ${shortId(row.sid)} back to the store, although nothing in it has changed: had somebody destroyed it meanwhile, this would bring it back to life.`;
  const line = `${who} hands session ${shortId(row.sid)} to the store: ${names}, takes ${size(row.bytes)} and is kept ${end(row.expires, event.at)}`;
  const before = past.session(row.sid);
  return before?.end ? `${line}; it had been destroyed, and this write brings it back to life.` : `${line}.`;
}

/** The store keeps this very row already. */
function isKeptSo({ sid, data, expires }: StoreRow, past: Memory): boolean {
  for (const [, row] of past.held.sessions()) {
    if (row.sid === sid) return row.expires === expires && JSON.stringify(row.data) === JSON.stringify(data);
  }
  return false;
}

function destroying(event: EventOf<'store.asked'>, past: Memory, id: string, sid: string | undefined): string {
  const session = past.session(sid);
  const owner = session?.user == null ? '' : ` of ${person(session.user)}`;
  if (past.roleOf(event.actor) === 'lab') {
    return `The operator tells the store to destroy session ${id}${owner} by hand: no request is needed for it, and the browser is not asked.`;
  }
  const exchange = past.exchangeOf(event);
  if (exchange?.last('password.checked', ({ data }) => data.matches)) {
    return `Before the login gets an id of its own, ${past.name(event.actor)} has the store destroy whatever stands under the old one, ${id}.`;
  }
  if (!session) {
    return `${subject(past, event.actor)} tells the store to destroy the session of this request, ${id}, an id that was made for it and under which nothing has been stored.`;
  }
  return `${subject(past, event.actor)} tells the store to destroy session ${id}${owner}: without the row the id opens nothing, whoever shows it.`;
}

function answered(event: EventOf<'store.answered'>, past: Memory): string {
  const { data } = event;
  const who = subject(past, event.actor);
  const sid = data.sid ?? data.row?.sid;
  const id = sid === undefined ? '' : ` ${shortId(sid)}`;
  switch (data.op) {
    case 'get':
      return data.hit === false || !data.row ? missed(event, past, id, sid) : found(event, data.row, past);
    case 'set': {
      const user = data.row ? userOfSession(data.row.data) : past.session(sid)?.user;
      const known = past
        .exchangeOf(event)
        ?.last('store.answered', (each) => isOfSessions(each) && each.data.op === 'set' && each.data.sid === data.sid);
      if (known || (data.row && isKeptSo(data.row, past))) return `${who} has kept session${id} again.`;
      return user == null
        ? `${who} has kept session${id}.`
        : `${who} has kept session${id}: from now on, whoever shows this id with a fitting signature is ${person(user)} to the server.`;
    }
    case 'touch':
      return data.row?.expires == null
        ? `${who} has noted that session${id} was used.`
        : `${who} now keeps session${id} ${end(data.row.expires, event.at)}.`;
    case 'destroy': {
      const held = sid !== undefined && [...past.held.sessions()].some(([, row]) => row.sid === sid);
      return held
        ? `Session${id} is gone from the store: every cookie with this id, the original or a copy, now leads nowhere.`
        : `${who} confirms; there was nothing under${id}, because that session had never been stored.`;
    }
    case 'all':
      return `${who} lists ${count(data.rows?.length ?? 0, 'session')}.`;
    case 'clear':
      return `${who} is empty: everybody is logged out.`;
  }
}

function found(
  event: EventOf<'store.answered'>,
  row: NonNullable<EventData['store.answered']['row']>,
  past: Memory,
): string {
  const user = userOfSession(row.data);
  const id = shortId(row.sid);
  const who = subject(past, event.actor);
  if (user === null) return `${who} finds session ${id}, but no user stands in it: nobody has logged in with it.`;
  const request = past.exchangeOf(event)?.request;
  const victim = request ? past.passesFor(request, user) : null;
  if (request && (victim !== null || past.plantedFor(request, user) !== null)) {
    return `${who} finds session ${id}, which belongs to ${person(user)}; the id is all that the server has to go by, so ${past.name(request.actor)} is taken for ${person(user)}.`;
  }
  return `${who} finds session ${id}: it belongs to ${person(user)} and is good ${end(row.expires, event.at)}, so the server knows who is asking.`;
}

function missed(event: EventOf<'store.answered'>, past: Memory, id: string, sid: string | undefined): string {
  const who = subject(past, event.actor);
  const session = past.session(sid);
  const why = whyGone(session, event, past);
  if (why !== null)
    return `${who} has no session${id} any more, because ${why}: the signature on the cookie still fits, but the id leads nowhere.`;
  const never = session ? '' : ', nor has it ever had one';
  return `${who} has no session${id}${never}: a good signature on the cookie does not bring a session back.`;
}
