import { findAlgorithm } from '../algorithms';
import { inspect } from '../inspect';
import { own } from '../own';
import { algAllowlist } from './alg-allowlist';
import { algFitsKey } from './alg-fits-key';
import { algNone } from './alg-none';
import { audience } from './audience';
import { criticalExtensions } from './critical-extensions';
import { denylistKey } from './denylist-key';
import { explicitType } from './explicit-type';
import type { Finding, LintContext, LintInput, LintRule } from './finding';
import { hmacSecret } from './hmac-secret';
import { issuedInFuture } from './issued-in-future';
import { issuer } from './issuer';
import { keyFromToken } from './key-from-token';
import { kidIsAName } from './kid-is-a-name';
import { lifetime } from './lifetime';
import { noExpiry } from './no-expiry';
import { oneReading } from './one-reading';
import { readableByAll } from './readable-by-all';
import { strictEncoding } from './strict-encoding';
import { timesAreSeconds } from './times-are-seconds';
import { tolerance } from './tolerance';

export type {
  Finding,
  FindingFix,
  FindingPlace,
  FindingPosition,
  LintContext,
  LintId,
  LintRule,
  Severity,
} from './finding';

/** All rules, by id. */
export const lintRules: readonly LintRule[] = [
  algNone,
  algAllowlist,
  algFitsKey,
  hmacSecret,
  noExpiry,
  timesAreSeconds,
  lifetime,
  issuedInFuture,
  audience,
  issuer,
  explicitType,
  keyFromToken,
  kidIsAName,
  criticalExtensions,
  readableByAll,
  strictEncoding,
  oneReading,
  denylistKey,
  tolerance,
];

/** What can be said against a compact token, in the order of the rules. Never throws. */
export function lint(token: string, context: LintContext = {}): Finding[] {
  const inspection = inspect(token);
  const jws = inspection.kind === 'jws' ? inspection : undefined;
  const header = inspection.header.object;
  const payloadPart = inspection.kind === 'jwe' ? undefined : inspection.payload;
  const claims = payloadPart?.object;
  const alg = header && own(header, 'alg');
  const algorithm = typeof alg === 'string' ? findAlgorithm(alg) : undefined;
  const input: LintInput = {
    token,
    inspection,
    ...(jws && { jws }),
    ...(header && { header }),
    ...(claims && { claims }),
    headerPart: inspection.header,
    ...(payloadPart && { payloadPart }),
    ...(algorithm && { algorithm }),
    context,
  };
  return lintRules
    .filter(({ id }) => !context.off?.includes(id))
    .flatMap(({ id, find }) => find(input).map((finding) => ({ id, ...finding })));
}
