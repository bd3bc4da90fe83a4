import { failed, notAsked, passed, type Rule } from '../rule';
import type { StoreAttempt } from './store-attempt';

export const partitionedIsSecure: Rule<StoreAttempt> = {
  id: 'partitioned-secure',
  title: 'Partitioned comes with Secure',
  source: 'draft-cutler-httpbis-partitioned-cookies-01',
  judge({ candidate }) {
    const { partitioned, secure } = candidate.cookie;
    if (!partitioned) return notAsked('No Partitioned');
    const found = { expected: 'Secure', actual: secure ? 'Secure' : 'No Secure' };
    return secure ? passed(found) : failed({ ...found, fix: 'Add Secure.' });
  },
};
