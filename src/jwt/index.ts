/** Finding, decoding and explaining JSON Web Tokens. Pure: no clock, no keys, no cryptography, no editor. */
export { algorithmsFor, describeKeyKind, findAlgorithm, type Algorithm, type KeyKind } from './algorithms';
export {
  decodeBase64url,
  encodeBase64url,
  type Base64urlCause,
  type Base64urlProblem,
  type Base64urlResult,
} from './base64url';
export type { CheckId } from './checks/check-rule';
export {
  describeTimes,
  duration,
  isoTime,
  isReadable,
  relativeTime,
  type Moment,
  type TimesDescription,
  type TimeState,
  type UnreadableMoment,
} from './describe';
export { contentKeyBytes, findKeyManagement, whyUnreadable, type KeyManagement } from './encryption';
export { explain, explainSignature, type Explanation } from './explain';
export { findSerializations, type FoundSerialization } from './find-json';
export { findTokens, tokenAt, type FoundToken } from './find';
export {
  DECODED_NOT_VERIFIED,
  inspect,
  type BytesPart,
  type Inspection,
  type JsonPart,
  type JweInspection,
  type JwsInspection,
  type MalformedInspection,
  type PartProblem,
  type StructureProblem,
} from './inspect';
export { looksLikeClaims } from './claims-set';
export { compactOf, inspectAny, type AnyInspection } from './inspect-json';
export { isMeant } from './is-meant';
export { locate, type JsonPlace } from './json-locate';
export { writtenParts, type WrittenPart } from './json-parts';
export {
  isJsonObject,
  readJson,
  type JsonNote,
  type JsonObject,
  type JsonProblem,
  type JsonResult,
  type JsonValue,
} from './json';
export type {
  JsonRecipient,
  JsonSignature,
  JweJsonInspection,
  JwsJsonInspection,
  SerializationProblem,
} from './json-serialization';
export {
  attacks,
  findAttack,
  type Attack,
  type AttackId,
  type AttackTools,
  type ForgedChange,
  type Forgery,
} from './attacks';
export { dictionary, lookUp, type DictionaryEntry } from './dictionary';
export {
  lint,
  lintAny,
  lintRules,
  lintSignature,
  type Finding,
  type FindingFix,
  type FindingPlace,
  type FindingPosition,
  type LintContext,
  type LintId,
  type LintRule,
  type Severity,
} from './lint';
export { lintSerialization } from './lint/in-json';
export { rootProblems } from './root-problems';
export type { Rules, VerifySignature } from './rules';
export { fromSelection, type SelectedToken } from './selection';
export { inert } from './show';
export { weakSecrets } from './weak-secrets';
export { decodeUtf8, utf8Length, type Utf8Cause, type Utf8Problem, type Utf8Result } from './utf8';
