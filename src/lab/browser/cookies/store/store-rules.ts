import type { Rule } from '../rule';
import { domainCoversHost, domainIsAscii, domainIsNoPublicSuffix, pathIsSettled } from './domain-rules';
import { scriptLeavesHttpOnlyAlone, scriptSetsNoHttpOnly } from './http-only-rules';
import { jarHasRoom, replacementKeepsItsAge } from './jar-rules';
import { expiredLineMeetsItsCookie, lifetimeIsLimited } from './lifetime-rules';
import { nameAndValueFit, noControlCharacters, notEmpty } from './line-rules';
import { partitionedIsSecure } from './partition-rules';
import { hostHttpPrefix, hostPrefix, httpPrefix, namelessHidesNoPrefix, securePrefix } from './prefix-rules';
import { sameSiteIsSetFromItsSite, sameSiteNoneIsSecure } from './same-site-rules';
import { insecureLeavesSecureAlone, secureComesFromSecureOrigin } from './secure-rules';
import type { StoreAttempt } from './store-attempt';

/** Everything asked of a Set-Cookie line before it is kept, in the order of RFC 6265bis §5.6 and §5.7. */
export const storeRules: readonly Rule<StoreAttempt>[] = [
  noControlCharacters,
  nameAndValueFit,
  notEmpty,
  lifetimeIsLimited,
  domainIsAscii,
  domainIsNoPublicSuffix,
  domainCoversHost,
  pathIsSettled,
  secureComesFromSecureOrigin,
  scriptSetsNoHttpOnly,
  insecureLeavesSecureAlone,
  sameSiteIsSetFromItsSite,
  sameSiteNoneIsSecure,
  securePrefix,
  hostPrefix,
  httpPrefix,
  hostHttpPrefix,
  namelessHidesNoPrefix,
  partitionedIsSecure,
  scriptLeavesHttpOnlyAlone,
  replacementKeepsItsAge,
  expiredLineMeetsItsCookie,
  jarHasRoom,
];
