import { LAB, type StoreTable, type Trace } from '../model';
import { userOfSession } from './users';

/**
 * What can end a credential before it expires by itself. `row`: the session it names is deleted. `denylist`: the token
 * is listed. `version`: all of a user's credentials at once. `refresh`: no next token is given. `nothing`: nobody can.
 */
export type Revocation = 'row' | 'denylist' | 'version' | 'refresh' | 'nothing';

export interface Keeping {
  /** Bytes of the rows that the server's stores hold for one user who is logged in; 0 where it keeps none. */
  readonly bytesPerUser: number;
  /** Null as long as the run has authorized nobody. */
  readonly revocation: Revocation | null;
}

/** What a server keeps for whoever is logged in, and what that is good for: read from what it did, not from its setup. */
export function keeping(trace: Trace): Keeping {
  const largest = new Map<StoreTable, number>();
  let revocation: Revocation | null = null;
  for (const event of trace) {
    if (event.actor === LAB) continue;
    switch (event.kind) {
      case 'store.asked': {
        const { op, table = 'sessions', row } = event.data;
        // A row of nobody is not kept for a user who is logged in.
        const counts = row && (table !== 'sessions' || userOfSession(row.data) !== null);
        if (op === 'set' && counts) largest.set(table, Math.max(largest.get(table) ?? 0, row.bytes));
        if (op === 'get' && table === 'sessions') revocation = stronger(revocation, 'row');
        if (op === 'get' && table === 'denylist') revocation = stronger(revocation, 'denylist');
        break;
      }
      case 'refresh.issued':
        revocation = stronger(revocation, 'refresh');
        break;
      case 'account.checked':
      case 'account.refused':
        if (event.data.rule === 'version') revocation = stronger(revocation, 'version');
        break;
      case 'token.verified':
      case 'session.unsealed':
        revocation = stronger(revocation, 'nothing');
        break;
      default:
    }
  }
  return { bytesPerUser: [...largest.values()].reduce((sum, bytes) => sum + bytes, 0), revocation };
}

/** From what reaches one credential at once to what reaches none. */
const STRENGTH: readonly Revocation[] = ['row', 'denylist', 'version', 'refresh', 'nothing'];

function stronger(known: Revocation | null, found: Revocation): Revocation {
  return known !== null && STRENGTH.indexOf(known) < STRENGTH.indexOf(found) ? known : found;
}
