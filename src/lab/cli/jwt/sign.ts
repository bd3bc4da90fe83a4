import { inspect, isJsonObject, readJson } from '../../../jwt';
import { signToken } from '../../../keys';
import { keyFor } from './key';
import type { JwtRequest } from './options';
import type { Answer } from './verify';

/** Signs claims given as JSON, or a token's header and payload again. The texts are signed as they came. */
export function signAnswer(input: string, request: JwtRequest): Answer {
  const parts = partsOf(input, request.header);
  const header = readJson(parts.header);
  const chosen = header.ok && isJsonObject(header.value) ? header.value : {};
  const named = request.algorithms[0] ?? (typeof chosen['alg'] === 'string' ? chosen['alg'] : undefined);
  const key = keyFor(request, { ...chosen, ...(named !== undefined && { alg: named }) }, 'sign');
  if (!key || 'problem' in key || !key.key) {
    return { told: { problem: key && 'problem' in key ? key.problem : 'There is no key.' }, bad: true };
  }
  const alg = named ?? key.key.alg;
  const signed = signToken({ ...parts, key: key.key, ...(alg !== undefined && { alg }) });
  return signed.ok
    ? { told: { token: signed.token, alg: signed.alg, notes: signed.notes }, bad: false }
    : { told: { problem: signed.message }, bad: true };
}

function partsOf(input: string, header: string | undefined): { header: string; payload: string } {
  if (input.trimStart().startsWith('{')) return { header: header ?? '{"typ":"JWT"}', payload: input };
  const seen = inspect(input);
  const payload = seen.kind === 'jws' ? seen.payload.text : '';
  return { header: header ?? seen.header.text, payload };
}
