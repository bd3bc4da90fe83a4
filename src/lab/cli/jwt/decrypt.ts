import { fromSelection, inspectAny, isJsonObject, readJson, type JsonObject } from '../../../jwt';
import { decryptToken, type Decryption } from '../../../keys';
import { inspectAnswer } from './inspect';
import { keyFor, type KeyForToken } from './key';
import type { JwtRequest } from './options';
import type { Answer } from './verify';

/**
 * Opens an encrypted token: the content as text, as claims where it is JSON, and inspected where it is a token itself.
 * Of several recipients the first that the key is for counts.
 */
export async function decryptAnswer(token: string, request: JwtRequest): Promise<Answer> {
  const headers = headersOf(token);
  if (headers.length === 0) return refused('This is not an encrypted token: there is nothing to decrypt.');
  let first: Answer | undefined;
  for (const header of headers) {
    const key = keyFor(request, header, 'decrypt');
    const answer = key?.key ? await opened(token, key, request) : refused(problemOf(key));
    if (!answer.bad) return answer;
    first ??= answer;
  }
  return first ?? refused('The token has no recipient.');
}

function headersOf(token: string): readonly JsonObject[] {
  const seen = inspectAny(token);
  if (seen.kind === 'jwe') return [seen.header.object ?? {}];
  return seen.kind === 'jwe-json' ? seen.recipients.map(({ header }) => header) : [];
}

async function opened(token: string, key: KeyForToken, { now }: JwtRequest): Promise<Answer> {
  if (!key.key) return refused(problemOf(key));
  const decryption = await decryptToken(token, key.key);
  if (!decryption.ok) return { told: { problem: decryption.message, key: key.told }, bad: true };
  const { alg, enc, plaintext } = decryption;
  return {
    told: { decrypted: { alg, enc, bytes: plaintext.length, ...content(decryption, now) }, key: key.told },
    bad: false,
  };
}

function content({ text, plaintext }: Extract<Decryption, { ok: true }>, now: number): object {
  if (text === undefined) return { base64url: Buffer.from(plaintext).toString('base64url') };
  const json = readJson(text);
  const inside = fromSelection(text);
  return {
    text,
    ...(json.ok && isJsonObject(json.value) && { value: json.value }),
    ...(inside?.recognized === true && inside.text === text.trim() && { nested: inspectAnswer(inside.text, now) }),
  };
}

function problemOf(key: KeyForToken | undefined): string {
  return key && 'problem' in key ? key.problem : 'There is no key.';
}

function refused(problem: string): Answer {
  return { told: { problem }, bad: true };
}
