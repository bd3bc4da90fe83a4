import type { EventOf, StoreTable } from '../../model';
import { revokedUpTo } from '../denylist';
import type { Memory } from '../memory';
import { key } from '../topics';
import { count, shortId } from '../words';
import { end, subject } from './phrases';

/** Sentences about what a server stores besides sessions: revoked tokens by id, refresh tokens by hash. */

/** What a row of a table is about: "session", "token", "refresh token". */
export function entryName(table: StoreTable = 'sessions'): string {
  return { sessions: 'session', denylist: 'token', 'refresh-tokens': 'refresh token' }[table];
}

/** A server asks for a row that is no session, or writes one. */
export function tableAsked(event: EventOf<'store.asked'>, past: Memory): string {
  const { op, table = 'sessions', sid, row } = event.data;
  const who = subject(past, event.actor);
  const id = idOf(sid ?? row?.sid);
  const entry = entryName(table);
  const again = past.times(key('store.asked', table, op)) > 0;
  switch (op) {
    case 'get':
      if (table !== 'denylist') return `${who} asks for the row of ${entry}${id}: what it shows must be on record.`;
      return again
        ? `${who} asks the denylist whether token${id} was revoked, as it does at every request.`
        : `${who} asks the denylist whether token${id} was revoked: a signature cannot be taken back, so being able to say no costs a look-up at every request.`;
    case 'set':
      if (table === 'denylist' && revokedUpTo(row) !== null)
        return `${who} notes on the denylist that no token of ${sid ?? row?.sid} counts that was issued up to this second, ${end(row?.expires ?? null, event.at)}: nobody has a list of them, but each says when it was issued.`;
      return table === 'denylist'
        ? `${who} puts the id of the token,${id}, on the denylist, ${end(row?.expires ?? null, event.at)}: after the token's own end its exp refuses it anyway, and the entry can go.`
        : `${who} writes the row of ${entry}${id}, ${end(row?.expires ?? null, event.at)}: only a hash of the token is kept, so whoever reads the table cannot use it.`;
    case 'touch':
      return `${who} asks the store to move the end of ${entry}${id}.`;
    case 'destroy':
      return table === 'refresh-tokens'
        ? `${who} tells the store to delete every token of ${tokensOf(sid)}.`
        : `${who} tells the store to delete the row of ${entry}${id}.`;
    case 'all':
      return `${who} asks the store for every row about ${entry}s.`;
    case 'clear':
      return `${who} tells the store to delete every row about ${entry}s.`;
  }
}

/** The answer to such a question. */
export function tableAnswered(event: EventOf<'store.answered'>, past: Memory): string {
  const { op, table = 'sessions', sid, row, rows, hit, iat } = event.data;
  const who = subject(past, event.actor);
  const id = idOf(sid ?? row?.sid);
  const entry = entryName(table);
  switch (op) {
    case 'get':
      if (table === 'denylist') {
        const before = revokedUpTo(row);
        if (before !== null && iat === before)
          return `Token${id} was issued in the very second in which every token of ${row?.sid} was revoked: iat counts whole seconds, so it is refused like those of before; a login one second later gives one that counts.`;
        if (before !== null)
          return `Token${id} was issued before every token of ${row?.sid} was revoked, so it is refused although its signature fits and its time is not over.`;
        return hit === false
          ? `Token${id} is not on the list: nobody has revoked it, so its signature and its exp decide.`
          : `Token${id} is on the list: it was revoked, so it is refused although its signature fits and its time is not over.`;
      }
      return hit === false
        ? `${who} has no row of ${entry}${id}: whatever was shown, this server has never issued it or has forgotten it.`
        : `${who} finds the row of ${entry}${id}, good ${end(row?.expires ?? null, event.at)}.`;
    case 'set':
      if (revokedUpTo(row) !== null)
        return `Every token of ${sid ?? row?.sid} that was issued so far is refused from now on by every server that asks this list.`;
      return table === 'denylist'
        ? `Token${id} is on the list: every server that asks this list refuses it from now on.`
        : `${who} has kept the row of ${entry}${id}.`;
    case 'touch':
      return `${who} has moved the end of ${entry}${id}.`;
    case 'destroy':
      return hit === false
        ? `${who} had no row of ${entry}${id}.`
        : table === 'refresh-tokens'
          ? `Every token of ${tokensOf(sid)} is gone.`
          : `The row of ${entry}${id} is gone.`;
    case 'all':
      return `${who} lists ${count(rows?.length ?? 0, 'row')}.`;
    case 'clear':
      return `${who} holds no row about ${entry}s any more.`;
  }
}

/** "user 1", or the family of all tokens that came of one login. */
function tokensOf(sid: string | undefined): string {
  return sid?.startsWith('user ') === true ? sid : `the family${idOf(sid)}, which came of one login`;
}

function idOf(sid: string | undefined): string {
  return sid === undefined ? '' : ` ${shortId(sid)}`;
}
