import { inspect, readBytesPart, readJsonPart, signaturesOver, type BytesPart, type Inspection } from './inspect';
import { isJsonObject, readJson, type JsonObject, type JsonValue } from './json';
import type {
  JsonRecipient,
  JsonSignature,
  JweJsonInspection,
  JwsJsonInspection,
  SerializationProblem,
} from './json-serialization';
import { own } from './own';
import { quote } from './show';

/** A token in whichever serialization it is written: compact, or a JSON object. */
export type AnyInspection = Inspection | JwsJsonInspection | JweJsonInspection;

/**
 * Reads a token in compact form or in JSON (RFC 7515 §7.2, RFC 7516 §7.2). JSON is taken for a serialization when it is
 * an object with the members of one. Never throws.
 */
export function inspectAny(text: string): AnyInspection {
  const json = text.trimStart().startsWith('{') ? readJson(text.trim()) : undefined;
  return (json?.ok && isJsonObject(json.value) && inspectJson(json.value)) || inspect(text);
}

/** What one recipient of a JWE in JSON would be sent in compact form, as far as that can say it (RFC 7516 §7.1). */
export function compactOf(seen: JweJsonInspection, { encryptedKey }: JsonRecipient): string {
  const { initializationVector, ciphertext, authenticationTag } = seen;
  const parts = [seen.protected, encryptedKey, initializationVector, ciphertext, authenticationTag];
  return parts.map((part) => part?.raw ?? '').join('.');
}

/** Reads an object as a JSON serialization; undefined when it has not the members of one. */
export function inspectJson(value: JsonObject): JwsJsonInspection | JweJsonInspection | undefined {
  if (Object.hasOwn(value, 'ciphertext')) return jwe(value);
  if (Object.hasOwn(value, 'payload') && (Object.hasOwn(value, 'signature') || Object.hasOwn(value, 'signatures'))) {
    return jws(value);
  }
  return undefined;
}

/** Collects what is wrong while members are taken out of an object. */
class Members {
  readonly problems: SerializationProblem[] = [];

  problem(cause: SerializationProblem['cause'], pointer: string, message: string): void {
    this.problems.push({ layer: 'serialization', cause, pointer, message });
  }

  text(object: JsonObject, name: string, at: string, needed: boolean): string | undefined {
    const value = own(object, name);
    if (value === undefined) {
      if (needed) this.problem('missing-member', at, `${quote(name)} is missing.`);
      return undefined;
    }
    if (typeof value === 'string') return value;
    this.problem('wrong-type', `${at}/${name}`, `${quote(name)} is not a string.`);
    return undefined;
  }

  object(object: JsonObject, name: string, at: string): JsonObject | undefined {
    const value = own(object, name);
    if (value === undefined || isJsonObject(value)) return value;
    this.problem('wrong-type', `${at}/${name}`, `${quote(name)} is not an object.`);
    return undefined;
  }

  list(object: JsonObject, name: string): readonly JsonObject[] {
    const value: JsonValue | undefined = own(object, name);
    if (!Array.isArray(value)) {
      this.problem('wrong-type', `/${name}`, `${quote(name)} is not a list.`);
      return [];
    }
    const items: readonly JsonValue[] = value;
    if (items.length === 0) this.problem('empty-list', `/${name}`, `${quote(name)} is empty.`);
    items.forEach((item, index) => {
      if (!isJsonObject(item)) this.problem('wrong-type', `/${name}/${index}`, `Not an object.`);
    });
    return items.slice(0, MAX_ENTRIES).map((item) => (isJsonObject(item) ? item : {}));
  }

  /** RFC 7515 §4: no parameter may occur in two of the headers. */
  merged(at: string, headers: readonly (JsonObject | undefined)[]): JsonObject {
    const seen = new Map<string, JsonValue>();
    // The protected header comes first and wins: what is not signed must not replace what is.
    for (const header of headers) {
      for (const [name, value] of Object.entries(header ?? {})) {
        if (seen.has(name)) this.problem('repeated-parameter', at, `${quote(name)} stands in more than one header.`);
        else seen.set(name, value);
      }
    }
    return Object.fromEntries(seen);
  }
}

/** Signatures or recipients beyond this many are not read. */
const MAX_ENTRIES = 100;

function jws(value: JsonObject): JwsJsonInspection {
  const members = new Members();
  const general = Object.hasOwn(value, 'signatures');
  if (general && ['signature', 'protected', 'header'].some((name) => Object.hasOwn(value, name))) {
    members.problem('mixed-forms', '', 'The general form keeps signature and headers within "signatures" only.');
  }
  const payload = members.text(value, 'payload', '', true) ?? '';
  const inspectSigned = signaturesOver(payload);
  const entries = general ? members.list(value, 'signatures') : [value];
  const signatures = entries.map((entry, index): JsonSignature => {
    const pointer = general ? `/signatures/${index}` : '';
    const protectedText = members.text(entry, 'protected', pointer, false) ?? '';
    // RFC 7515 §7.2.1: an empty header must be left out.
    if (own(entry, 'protected') === '')
      members.problem('empty-member', `${pointer}/protected`, '"protected" is empty, and must then be left out.');
    const unprotected = members.object(entry, 'header', pointer);
    const signature = members.text(entry, 'signature', pointer, true) ?? '';
    if (protectedText === '' && !unprotected) {
      members.problem('missing-member', pointer, 'Neither "protected" nor "header" is there.');
    }
    const inspection = inspectSigned(protectedText, signature);
    return {
      pointer,
      compact: inspection.token,
      inspection,
      ...(unprotected && { unprotected }),
      header: members.merged(pointer, [inspection.header.object, unprotected]),
    };
  });
  return { kind: 'jws-json', form: general ? 'general' : 'flattened', signatures, problems: members.problems };
}

function jwe(value: JsonObject): JweJsonInspection {
  const members = new Members();
  const general = Object.hasOwn(value, 'recipients');
  if (general && ['encrypted_key', 'header'].some((name) => Object.hasOwn(value, name))) {
    members.problem('mixed-forms', '', 'The general form keeps keys and their headers within "recipients" only.');
  }
  const protectedText = members.text(value, 'protected', '', false);
  const protectedPart = protectedText === undefined ? undefined : readJsonPart(protectedText, 0);
  const unprotected = members.object(value, 'unprotected', '');
  const part = (object: JsonObject, name: string, at: string, needed: boolean): BytesPart | undefined => {
    const raw = members.text(object, name, at, needed);
    return raw === undefined ? undefined : readBytesPart(raw, 0);
  };
  const entries = general ? members.list(value, 'recipients') : [value];
  const recipients = entries.map((entry, index): JsonRecipient => {
    const pointer = general ? `/recipients/${index}` : '';
    const encryptedKey = part(entry, 'encrypted_key', pointer, false);
    const own = members.object(entry, 'header', pointer);
    return {
      pointer,
      ...(encryptedKey && { encryptedKey }),
      header: members.merged(pointer, [protectedPart?.object, unprotected, own]),
    };
  });
  const initializationVector = part(value, 'iv', '', false);
  const ciphertext = part(value, 'ciphertext', '', true);
  const authenticationTag = part(value, 'tag', '', false);
  const additionalData = part(value, 'aad', '', false);
  return {
    kind: 'jwe-json',
    form: general ? 'general' : 'flattened',
    ...(protectedPart && { protected: protectedPart }),
    ...(unprotected && { unprotected }),
    recipients,
    ...(initializationVector && { initializationVector }),
    ...(ciphertext && { ciphertext }),
    ...(authenticationTag && { authenticationTag }),
    ...(additionalData && { additionalData }),
    problems: members.problems,
  };
}
