import type { RefreshToken, RefreshTokens } from '../../apps/refresh-tokens';
import type { StoreRow } from '../../model';
import { callerLine } from '../node/source-line';
import { tableRow, tellCall } from './store-call';

const table = 'refresh-tokens';

/**
 * Wraps every call of the app to its refresh tokens in what is asked and what is answered.
 * Where a call is about more than one row, `rows` has them all: those that stand there now, or those that are gone.
 */
export function tapRefreshTokens(tokens: RefreshTokens): RefreshTokens {
  const real = {
    add: tokens.add.bind(tokens),
    find: tokens.find.bind(tokens),
    replace: tokens.replace.bind(tokens),
    revokeFamily: tokens.revokeFamily.bind(tokens),
    revokeUser: tokens.revokeUser.bind(tokens),
  };

  tokens.add = (token) => {
    const row = refreshTokenRow(token);
    return tellCall(
      { op: 'set', table, sid: row.sid, row },
      callerLine(),
      () => real.add(token),
      () => ({ row }),
    );
  };
  tokens.find = (hash) =>
    tellCall(
      { op: 'get', table, sid: hash },
      callerLine(),
      () => real.find(hash),
      (found) => (found ? { hit: true, row: refreshTokenRow(found) } : { hit: false }),
    );
  tokens.replace = (token, next) => {
    const row = refreshTokenRow(next);
    const used = refreshTokenRow({ ...token, used: true });
    return tellCall(
      { op: 'set', table, sid: row.sid, row },
      callerLine(),
      () => real.replace(token, next),
      (replaced) => (replaced ? { hit: true, row, rows: [used, row] } : { hit: false }),
    );
  };
  tokens.revokeFamily = (family) => revoke(family, () => real.revokeFamily(family));
  tokens.revokeUser = (user) => revoke(`user ${user}`, () => real.revokeUser(user));
  return tokens;
}

function revoke(sid: string, call: () => Promise<RefreshToken[]>): Promise<RefreshToken[]> {
  return tellCall({ op: 'destroy', table, sid }, callerLine(), call, (gone) => ({
    hit: gone.length > 0,
    rows: gone.map(refreshTokenRow),
  }));
}

export function refreshTokenRow({ hash, expires, ...data }: RefreshToken): StoreRow {
  return tableRow(hash, data, expires);
}
