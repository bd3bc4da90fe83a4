import type { Denylist, RevokedToken, RevokedUser } from '../../apps/denylist';
import type { StoreRow } from '../../model';
import { callerLine } from '../node/source-line';
import { tableRow, tellCall } from './store-call';

const table = 'denylist';

/** Wraps every call of the app to its denylist in what is asked and what is answered. */
export function tapDenylist(denylist: Denylist): Denylist {
  const real = {
    revoke: denylist.revoke.bind(denylist),
    revokeUser: denylist.revokeUser.bind(denylist),
    find: denylist.find.bind(denylist),
  };

  denylist.revoke = (revoked) => {
    const row = denylistRow(revoked);
    const asked = { op: 'set', table, sid: row.sid, row } as const;
    return tellCall(
      asked,
      callerLine(),
      () => real.revoke(revoked),
      () => ({ row }),
    );
  };
  denylist.revokeUser = (revoked) => {
    const row = denylistRow(revoked);
    const asked = { op: 'set', table, sid: row.sid, row } as const;
    return tellCall(
      asked,
      callerLine(),
      () => real.revokeUser(revoked),
      () => ({ row }),
    );
  };
  denylist.find = (token) => {
    const asked = { op: 'get', table, sid: token.jti, iat: token.iat } as const;
    return tellCall(
      asked,
      callerLine(),
      () => real.find(token),
      (found) => (found ? { hit: true, row: denylistRow(found) } : { hit: false }),
    );
  };
  return denylist;
}

/** A row by its key: the id of a token, or for all tokens of a user "user" and their id. */
export function denylistRow({ until, ...data }: RevokedToken | RevokedUser): StoreRow {
  return tableRow('jti' in data ? data.jti : `user ${data.subject}`, data, until);
}
