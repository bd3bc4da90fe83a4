import type { Forging } from './attack';
import { payloadPart, signatureChange, withOriginal } from './parts';

export const emptySignature: Forging = {
  changes: 'Keeps "alg" and both dots, and writes nothing after the second.',
  why: 'A comparison over as many bytes as the signature has compares none and finds no difference; some libraries skip an empty signature.',
  stops: 'Comparing the whole signature, its length first.',
  source: 'RFC 7515 §5.2',
  needs: [],
  forge: (token, tools) =>
    withOriginal(token, (original) => {
      const payload = payloadPart(original, tools);
      return {
        ok: true,
        tokens: [`${original.jws.header.raw}.${payload.raw}.`],
        changes: [...payload.changes, signatureChange('empty')],
      };
    }),
};
