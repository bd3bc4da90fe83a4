import {
  describeTimes,
  inspectAny,
  isReadable,
  whyUnreadable,
  type AnyInspection,
  type JsonPart,
  type JwsInspection,
  type Moment,
  type UnreadableMoment,
} from '../../../jwt';

/** What an inspection found, as JSON for a script. The signature is told by its size only. */
export function inspectAnswer(token: string, now: number): object {
  return told(inspectAny(token), now);
}

function told(seen: AnyInspection, now: number): object {
  switch (seen.kind) {
    case 'jws':
      return { kind: 'jws', status: seen.status, ...jws(seen, now) };
    case 'jwe':
      return {
        kind: 'jwe',
        status: seen.status,
        header: part(seen.header),
        encrypted: { why: whyUnreadable(seen.header.object), ...sealed(seen) },
      };
    case 'malformed':
      return {
        kind: 'malformed',
        status: seen.status,
        problem: { message: seen.problem.message, offset: seen.problem.offset },
        header: part(seen.header),
        ...(seen.payload && { payload: part(seen.payload) }),
      };
    case 'jws-json':
      return {
        kind: 'jws-json',
        form: seen.form,
        problems: seen.problems,
        signatures: seen.signatures.map((each) => ({
          pointer: each.pointer,
          ...(each.unprotected && { unprotected: each.unprotected }),
          ...jws(each.inspection, now),
        })),
      };
    case 'jwe-json':
      return {
        kind: 'jwe-json',
        form: seen.form,
        problems: seen.problems,
        ...(seen.protected && { protected: part(seen.protected) }),
        recipients: seen.recipients.map(({ pointer, header }) => ({ pointer, header, why: whyUnreadable(header) })),
        encrypted: sealed(seen),
      };
  }
}

/** What cannot be read without a key is told by its size, and by what is wrong with how it is written. */
function sealed(seen: Extract<AnyInspection, { kind: 'jwe' | 'jwe-json' }>): object {
  const encryptedKey = seen.kind === 'jwe' ? seen.encryptedKey : undefined;
  const { initializationVector, ciphertext, authenticationTag } = seen;
  const parts = { encryptedKey, initializationVector, authenticationTag };
  return {
    bytes: ciphertext?.bytes.length ?? 0,
    ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part && { bytes: part.bytes.length }])),
    problems: [encryptedKey, initializationVector, ciphertext, authenticationTag].flatMap((part) =>
      (part?.problems ?? []).map(problem),
    ),
  };
}

function jws(seen: JwsInspection, now: number): object {
  const { signature, payload } = seen;
  return {
    header: part(seen.header),
    payload: part(payload),
    signature: { bytes: signature.bytes.length, problems: signature.problems.map(problem) },
    ...(payload.object && { times: times(payload.object, now) }),
    ...(seen.nested && { nested: told(seen.nested, now) }),
  };
}

function part(seen: JsonPart): object {
  return {
    ...(seen.value === undefined ? { text: seen.text } : { value: seen.value }),
    problems: seen.problems.map(problem),
    notes: seen.notes.map(({ cause, pointer, message }) => ({ cause, pointer, message })),
  };
}

function problem({ layer, cause, message, tokenOffset }: JsonPart['problems'][number]): object {
  return { layer, cause, message, offset: tokenOffset };
}

function times(claims: NonNullable<JsonPart['object']>, now: number): object {
  const { exp, nbf, iat, state, sentence } = describeTimes(claims, now);
  return { state, sentence, ...moment('exp', exp), ...moment('nbf', nbf), ...moment('iat', iat) };
}

function moment(name: string, time: Moment | UnreadableMoment | undefined): object {
  if (!time) return {};
  return { [name]: isReadable(time) ? { iso: time.iso, relative: time.relative } : { problem: time.message } };
}
