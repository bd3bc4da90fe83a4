import type { Fault } from '../../model';
import { addNode } from './add-node';
import { changePassword } from './change-password';
import { changeRole } from './change-role';
import { clockSkew } from './clock-skew';
import { corruptRecord } from './corrupt-record';
import { deleteCredential } from './delete-credential';
import { dropRequest } from './drop-request';
import { dropResponse } from './drop-response';
import { duplicateRequest } from './duplicate-request';
import { emptyStore } from './empty-store';
import { evictSession } from './evict-session';
import { fixate } from './fixate';
import { forgeRole } from './forge-role';
import { grantPermissions } from './grant-permissions';
import { hang } from './hang';
import { kill } from './kill';
import { latency } from './latency';
import { leakKey } from './leak-key';
import { lockAccount } from './lock-account';
import { logoutEverywhere } from './logout-everywhere';
import { newSecret } from './new-secret';
import { nineHours } from './nine-hours';
import { notYetValid } from './not-yet-valid';
import { refreshTwice } from './refresh-twice';
import { removeNode } from './remove-node';
import { resetConnection } from './reset-connection';
import { restart } from './restart';
import { restartStore } from './restart-store';
import { restartStoreLost } from './restart-store-lost';
import { rotateId } from './rotate-id';
import { rotateKey } from './rotate-key';
import { steal } from './steal';
import { storeDestroyFails } from './store-destroy-fails';
import { storeDown } from './store-down';
import { storeSlow } from './store-slow';
import { storeWriteFails } from './store-write-fails';
import { attackToken } from './attack-token';
import { stripSignature } from './strip-signature';
import { tamper } from './tamper';
import { thiefVisits } from './thief-visits';
import { truncateResponse } from './truncate-response';
import { wait } from './wait';
import { wait16Minutes } from './wait-16-minutes';
import { wait31Minutes } from './wait-31-minutes';
import { weakenCookie } from './weaken-cookie';
import { wrongAudience } from './wrong-audience';

export { parseFault, type TypedFault } from './parse';
export { readFaultValues } from './values';

/** Every failure that a learner can inject, in the order of menus, which is that of FAULT_KINDS. */
export const faults: readonly Fault[] = [
  latency,
  dropRequest,
  dropResponse,
  resetConnection,
  truncateResponse,
  duplicateRequest,
  kill,
  restart,
  hang,
  clockSkew,
  addNode,
  removeNode,
  storeDown,
  storeSlow,
  emptyStore,
  evictSession,
  storeWriteFails,
  storeDestroyFails,
  corruptRecord,
  restartStore,
  restartStoreLost,
  rotateId,
  fixate,
  thiefVisits,
  deleteCredential,
  steal,
  tamper,
  weakenCookie,
  forgeRole,
  stripSignature,
  attackToken,
  notYetValid,
  wrongAudience,
  refreshTwice,
  rotateKey,
  newSecret,
  leakKey,
  changeRole,
  lockAccount,
  changePassword,
  grantPermissions,
  logoutEverywhere,
  wait,
  wait16Minutes,
  wait31Minutes,
  nineHours,
];

export function findFault(id: string): Fault | undefined {
  return faults.find((fault) => fault.id === id);
}
