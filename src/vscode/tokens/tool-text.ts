import {
  describeTimes,
  findSerializations,
  findTokens,
  fromSelection,
  inspectAny,
  isJsonObject,
  lintAny,
  readJson,
  whyUnreadable,
  type AnyInspection,
  type BytesPart,
  type Finding,
  type JsonObject,
  type JsonPart,
  type JsonValue,
} from '../../jwt';

/** What a language model gets to read of a token at most, in UTF-16 units. */
const MOST = 20_000;

/** Members of a JWK that are secret (RFC 7518 §6.2.2, §6.3.2, §6.4.1; RFC 8037 §2). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

/** Members that hold a signature, or what stands for one in an encrypted token (RFC 7515 §7.2, RFC 7516 §7.2). */
const SIGNATURE_MEMBERS = ['signature', 'tag', 'encrypted_key', 'ciphertext'];
/** Members whose name says that they are nobody's business. */
const SECRET_NAME = /secret|passw|private.?key|api.?key/i;
const WITHHELD = '[withheld]';

/**
 * A token for a language model: decoded, never a signature, never anything that could be presented as a credential.
 * @param now seconds since 1970
 */
export function decodedForModel(text: string, now: number): string {
  const token = fromSelection(text)?.text;
  if (token === undefined) return JSON.stringify({ error: 'No JWT was found in the text.' });
  const status = 'Decoded, not verified. The signature is withheld.';
  return clipped(JSON.stringify({ status, ...decoded(inspectAny(token), now) }));
}

/** What speaks against a token, for a language model. Rules that would try secrets do not run. */
export function findingsForModel(text: string, now: number): string {
  const token = fromSelection(text)?.text;
  if (token === undefined) return JSON.stringify({ error: 'No JWT was found in the text.' });
  const findings = lintAny(inspectAny(token), { now }).flatMap((list) =>
    list.map(({ id, severity, message, source, fix }: Finding) => ({
      rule: id,
      severity,
      message: withoutSecrets(message),
      source,
      ...(fix && { advice: withoutSecrets(fix.title) }),
    })),
  );
  return clipped(JSON.stringify({ status: 'Decoded, not verified', findings }));
}

function decoded(seen: AnyInspection, now: number): object {
  switch (seen.kind) {
    case 'jws':
      return {
        kind: seen.kind,
        header: partOf(seen.header),
        payload: partOf(seen.payload),
        ...(seen.payload.object && { times: describeTimes(seen.payload.object, now).sentence }),
        signature: { bytes: seen.signature.bytes.length, problems: problemsOf(seen.signature) },
        ...(seen.nested && { nested: decoded(seen.nested, now) }),
      };
    case 'jwe':
      return { kind: seen.kind, header: partOf(seen.header), encrypted: whyUnreadable(seen.header.object) };
    case 'malformed':
      return {
        kind: seen.kind,
        header: partOf(seen.header),
        ...(seen.payload && { payload: partOf(seen.payload) }),
        ...(seen.payload?.object && { times: describeTimes(seen.payload.object, now).sentence }),
        problem: withoutSecrets(seen.problem.message),
      };
    case 'jws-json':
      return {
        kind: seen.kind,
        signatures: seen.signatures.map(({ unprotected, inspection }) => ({
          ...(unprotected && { unprotected: withheld(unprotected, 0) }),
          ...decoded(inspection, now),
        })),
        problems: seen.problems.map(({ message }) => withoutSecrets(message)),
      };
    case 'jwe-json':
      return {
        kind: seen.kind,
        recipients: seen.recipients.map(({ header }) => ({
          header: withheld(header, 0),
          encrypted: whyUnreadable(header),
        })),
        problems: seen.problems.map(({ message }) => withoutSecrets(message)),
      };
  }
}

/** What is not JSON is told by its size and its problem: nobody can tell what in it is a secret. */
function partOf(part: JsonPart): object {
  const problems = [...problemsOf(part), ...part.notes.map(({ message }) => withoutSecrets(message))];
  return {
    ...(part.value === undefined ? { bytes: part.bytes.length } : { json: withheld(part.value, 0) }),
    ...(problems.length > 0 && { problems }),
  };
}

function problemsOf(part: BytesPart): string[] {
  return part.problems.map(({ message }) => withoutSecrets(message));
}

/** The value without what is secret: signatures of tokens within it, private members of keys, passwords. */
function withheld(value: JsonValue, depth: number): JsonValue {
  if (depth > 50) return '[deeper than is shown]';
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => withheld(item, depth + 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecret(value, name) ? WITHHELD : withheld(member, depth + 1),
    ]),
  );
}

function isSecret(around: JsonObject, name: string): boolean {
  if (SIGNATURE_MEMBERS.includes(name)) return typeof around[name] === 'string';
  return SECRET_NAME.test(name) || (Object.hasOwn(around, 'kty') && SECRET_MEMBERS.includes(name));
}

/** A text in which every token has lost its signature, wherever it stands; with a private key in it, no text at all. */
function withoutSecrets(text: string): string {
  const json = /^\s*[[{]/.test(text) ? readJson(text) : undefined;
  if (json?.ok) return JSON.stringify(withheld(json.value, 40));
  if (/PRIVATE KEY-----|"kty"/.test(text)) return WITHHELD;
  const pieces = [
    ...findTokens(text).map(({ start, end, text: token }) => ({
      start,
      end,
      instead: `${token.split('.').slice(0, 2).join('.')}.[signature withheld]`,
    })),
    ...findSerializations(text).map(({ start, end }) => ({ start, end, instead: '[token in JSON withheld]' })),
  ].sort((a, b) => a.start - b.start);
  let out = '';
  let at = 0;
  for (const { start, end, instead } of pieces) {
    if (start < at) continue;
    out += `${text.slice(at, start)}${instead}`;
    at = end;
  }
  return out + text.slice(at);
}

function clipped(text: string): string {
  return text.length <= MOST ? text : `${text.slice(0, MOST)}… [clipped: ${text.length} characters in all]`;
}
