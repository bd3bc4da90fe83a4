/** Finding, decoding and explaining JSON Web Tokens. Pure: no clock, no keys, no cryptography, no editor. */
export { algorithmsFor, findAlgorithm, type Algorithm, type KeyKind } from './algorithms';
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
export { explain, type Explanation } from './explain';
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
export { readJson, type JsonNote, type JsonObject, type JsonProblem, type JsonResult, type JsonValue } from './json';
export type { Rules, VerifySignature } from './rules';
export { fromSelection, type SelectedToken } from './selection';
export { decodeUtf8, utf8Length, type Utf8Cause, type Utf8Problem, type Utf8Result } from './utf8';
