import { findAlgorithm } from '../algorithms';
import { looksLikeClaims } from '../claims-set';
import { inspect, type Inspection, type JsonPart } from '../inspect';
import { compactOf, type AnyInspection } from '../inspect-json';
import type { JsonObject } from '../json';
import type { JsonRecipient, JsonSignature, JweJsonInspection } from '../json-serialization';
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
  const claims = inspection.kind === 'jwe' ? undefined : inspection.payload?.object;
  return judgeAll(inspection, inspection.header.object, claims, context);
}

/**
 * The same for a token in whichever serialization it is written: a list for each compact token that it corresponds to,
 * and for each recipient where it is encrypted in JSON. Positions count in that compact token.
 */
export function lintAny(seen: AnyInspection, context: LintContext = {}): readonly (readonly Finding[])[] {
  switch (seen.kind) {
    case 'jws-json':
      return seen.signatures.slice(0, MOST_SIGNATURES).map((signature) => lintSignature(signature, context));
    case 'jwe-json':
      return seen.recipients.slice(0, MOST_RECIPIENTS).map((recipient) => lintRecipient(seen, recipient, context));
    default:
      return [lint(seen.token, context)];
  }
}

/** The same for one signature of a JWS in JSON (RFC 7515 §7.2), whose header may have parts that nothing protects. */
export function lintSignature(signature: JsonSignature, context: LintContext = {}): Finding[] {
  const { inspection, header } = signature;
  const { payload } = inspection;
  const claims = payload.object && looksLikeClaims(payload.object) ? payload.object : undefined;
  return judgeAll(
    // Such a JWS may sign anything: only what is meant to be JSON has to be.
    { ...inspection, header: present(inspection.header), payload: opensObject(payload) ? payload : encoded(payload) },
    inspection.header.raw === '' || inspection.header.object ? header : undefined,
    claims,
    context,
  );
}

/** The payload is judged with each signature, and the ciphertext with each recipient: more would say the same again. */
const MOST_SIGNATURES = 20;
const MOST_RECIPIENTS = 5;

function lintRecipient(seen: JweJsonInspection, recipient: JsonRecipient, context: LintContext): Finding[] {
  const inspection = inspect(compactOf(seen, recipient));
  // A dot within a member would make six parts of five.
  if (inspection.kind !== 'jwe') return [];
  const readable = inspection.header.raw === '' || inspection.header.object;
  return judgeAll(
    { ...inspection, header: present(inspection.header) },
    readable ? recipient.header : undefined,
    undefined,
    context,
  );
}

/** What is not there is no mistake of its encoding. */
function present(part: JsonPart): JsonPart {
  return part.raw === '' ? { ...part, problems: [] } : part;
}

function opensObject({ text }: JsonPart): boolean {
  return text.trimStart().startsWith('{');
}

function encoded(part: JsonPart): JsonPart {
  return { ...part, problems: part.problems.filter(({ layer }) => layer === 'base64url') };
}

function judgeAll(
  inspection: Inspection,
  header: JsonObject | undefined,
  claims: JsonObject | undefined,
  context: LintContext,
): Finding[] {
  const jws = inspection.kind === 'jws' ? inspection : undefined;
  const payloadPart = inspection.kind === 'jwe' ? undefined : inspection.payload;
  const alg = header && own(header, 'alg');
  const algorithm = typeof alg === 'string' ? findAlgorithm(alg) : undefined;
  const input: LintInput = {
    token: inspection.token,
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
