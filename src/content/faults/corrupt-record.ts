import type { Fault } from '../../model';
import { newestSession, whyStoreIsDown } from './parts/store';

/** As after a crash in the middle of a write, or an older version that wrote another format. */
export const corruptRecord: Fault = {
  id: 'corrupt-record',
  kind: 'store',
  title: 'Spoil a row of the store',
  teaches: 'A row that cannot be read is an error and not a login: whatever goes wrong, nobody may get in by it.',
  target: 'store',
  unavailable: (tools) =>
    whyStoreIsDown(tools) ??
    tools.store.cannotCorrupt ??
    (newestSession(tools) === null ? 'There is no session in the store now.' : null),
  strike: async (tools) => {
    const sid = newestSession(tools);
    if (sid !== null) await tools.store.corrupt(sid);
  },
};
