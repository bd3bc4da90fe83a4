import { encodeBase64url } from '../base64url';
import type { JsonValue } from '../json';
import type { AttackTools, Forgery } from './attack';
import { cannot, headerWith, payloadPart, signatureChange, withOriginal } from './parts';

/** Signs with the attacker's own key, under a header that points at that key. */
export function signedWithOwnKey(
  token: string,
  tools: AttackTools,
  pointers: (key: NonNullable<AttackTools['ownKey']>) => Readonly<Record<string, JsonValue | undefined>>,
  note: string,
): Forgery {
  const { ownKey } = tools;
  if (!ownKey) return cannot('A key pair of the attacker’s own is needed.');
  return withOriginal(token, (original) => {
    const header = headerWith(original.header, { alg: ownKey.alg, ...pointers(ownKey) });
    const payload = payloadPart(original, tools);
    const input = `${header.raw}.${payload.raw}`;
    return {
      ok: true,
      tokens: [`${input}.${encodeBase64url(ownKey.sign(input))}`],
      changes: [...header.changes, ...payload.changes, signatureChange('made with the attacker’s own key')],
      note,
    };
  });
}
