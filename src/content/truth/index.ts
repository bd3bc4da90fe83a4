import type { Scenario } from '../../model';
import { accountLocked } from './rows/account-locked';
import { appKilledMidRequest } from './rows/app-killed-mid-request';
import { appRestarted } from './rows/app-restarted';
import { idRotated } from './rows/id-rotated';
import { idRotatedInFlight } from './rows/id-rotated-in-flight';
import { idle31Minutes } from './rows/idle-31-minutes';
import { logoutEverywhere } from './rows/logout-everywhere';
import { nineActiveHours } from './rows/nine-active-hours';
import { pageRefresh } from './rows/page-refresh';
import { replayAfterLogout } from './rows/replay-after-logout';
import { roleChanged } from './rows/role-changed';
import { secondNode } from './rows/second-node';
import { secondNodeShared } from './rows/second-node-shared';
import { secretChanged } from './rows/secret-changed';
import { stickyNodeKilled } from './rows/sticky-node-killed';
import { storeDown } from './rows/store-down';
import { storeRestarted } from './rows/store-restarted';
import { storeRestartedLost } from './rows/store-restarted-lost';
import type { Claim, ColumnId, TruthRow, Verdict } from './types';

export { columns } from './columns';
export type * from './types';
export { verdict } from './verdict';

/** What can happen to a user who is logged in, in the order of the table. */
export const truthRows: readonly TruthRow[] = [
  pageRefresh,
  idRotated,
  idRotatedInFlight,
  appRestarted,
  appKilledMidRequest,
  storeRestarted,
  storeRestartedLost,
  storeDown,
  secretChanged,
  secondNode,
  secondNodeShared,
  stickyNodeKilled,
  roleChanged,
  accountLocked,
  replayAfterLogout,
  logoutEverywhere,
  idle31Minutes,
  nineActiveHours,
];

/** The rows as scenarios that can be run one by one. */
export const truthScenarios: readonly Scenario[] = truthRows.map(({ scenario }) => scenario);

/** What is commonly written about a cell, if a run shows something else. */
export function contradicted(row: TruthRow, column: ColumnId, measured: Verdict): Claim | null {
  const claim = row.claims.find(({ columns }) => columns.includes(column));
  return claim && claim.says !== measured ? claim : null;
}
