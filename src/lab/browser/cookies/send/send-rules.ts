import type { Rule } from '../rule';
import { sameSiteAllows } from './same-site-rule';
import {
  hostIsCovered,
  httpOnlyIsHiddenFromScripts,
  notExpired,
  partitionIsTheSame,
  pathIsCovered,
  secureStaysSecure,
} from './scope-rules';
import type { SendQuestion } from './send-question';

/** The conditions that must all hold for a cookie to go along, in the order of RFC 6265bis §5.8.3 step 1. */
export const sendRules: readonly Rule<SendQuestion>[] = [
  notExpired,
  hostIsCovered,
  pathIsCovered,
  secureStaysSecure,
  httpOnlyIsHiddenFromScripts,
  sameSiteAllows,
  partitionIsTheSame,
];
