import {
  describeTimes,
  fromSelection,
  findTokens,
  inspect,
  isJsonObject,
  lint,
  readJson,
  type BytesPart,
  type Finding,
  type Inspection,
  type JsonObject,
  type JsonPart,
  type JsonValue,
} from '../../jwt';

/** What a language model gets to read of a token at most, in UTF-16 units. */
const MOST = 20_000;

/** Members of a JWK that are secret (RFC 7518 §6.2.2, §6.3.2, §6.4.1; RFC 8037 §2). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

/**
 * A token for a language model: decoded, never a signature, never anything that could be presented as a credential.
 * @param now seconds since 1970
 */
export function decodedForModel(text: string, now: number): string {
  const token = fromSelection(text)?.text;
  if (token === undefined) return JSON.stringify({ error: 'No JWT was found in the text.' });
  return clipped(JSON.stringify(decoded(inspect(token), now)));
}

/** What speaks against a token, for a language model. Rules that would try secrets do not run. */
export function findingsForModel(text: string, now: number): string {
  const token = fromSelection(text)?.text;
  if (token === undefined) return JSON.stringify({ error: 'No JWT was found in the text.' });
  const findings = lint(token, { now }).map(({ id, severity, message, source, fix }: Finding) => ({
    rule: id,
    severity,
    message: withoutTokens(message),
    source,
    ...(fix && { advice: withoutTokens(fix.title) }),
  }));
  return clipped(JSON.stringify({ status: 'Decoded, not verified', findings }));
}

function decoded(seen: Inspection, now: number): object {
  const payload = seen.kind === 'jwe' ? undefined : seen.payload;
  return {
    status: 'Decoded, not verified. The signature is withheld.',
    kind: seen.kind,
    header: partOf(seen.header),
    ...(payload && { payload: partOf(payload) }),
    ...(payload?.object && { times: describeTimes(payload.object, now).sentence }),
    ...(seen.kind === 'jws' && {
      signature: { bytes: seen.signature.bytes.length, problems: problemsOf(seen.signature) },
    }),
    ...(seen.kind === 'jws' && seen.nested && { nested: decoded(seen.nested, now) }),
    ...(seen.kind === 'malformed' && { problem: seen.problem.message }),
  };
}

function partOf(part: JsonPart): object {
  const problems = [...problemsOf(part), ...part.notes.map(({ message }) => withoutTokens(message))];
  return {
    ...(part.value === undefined
      ? { text: withoutTokens(part.text.slice(0, 2_000)) }
      : { json: withheld(part.value, 0) }),
    ...(problems.length > 0 && { problems }),
  };
}

function problemsOf(part: BytesPart): string[] {
  return part.problems.map(({ message }) => withoutTokens(message));
}

/** The value without what is secret: signatures of tokens within it, and private members of keys. */
function withheld(value: JsonValue, depth: number): JsonValue {
  if (depth > 50) return '[deeper than is shown]';
  if (typeof value === 'string') return withoutTokens(value);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => withheld(item, depth + 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isKeyWith(value, name) ? '[withheld]' : withheld(member, depth + 1),
    ]),
  );
}

function isKeyWith(value: JsonObject, name: string): boolean {
  return Object.hasOwn(value, 'kty') && SECRET_MEMBERS.includes(name);
}

/** A text in which every token has lost its signature, wherever it stands. */
function withoutTokens(text: string): string {
  const json = text.trimStart().startsWith('{') ? readJson(text) : undefined;
  if (json?.ok && isJsonObject(json.value)) return JSON.stringify(withheld(json.value, 40));
  let out = '';
  let at = 0;
  for (const { start, end, text: token } of findTokens(text)) {
    out += `${text.slice(at, start)}${token.split('.').slice(0, 2).join('.')}.[signature withheld]`;
    at = end;
  }
  return out + text.slice(at);
}

function clipped(text: string): string {
  return text.length <= MOST ? text : `${text.slice(0, MOST)}… [clipped: ${text.length} characters in all]`;
}
