import { inspectAny, type Explanation } from '../../../jwt';
import { verifyJsonSignature, verifyToken, type VerifyRules } from '../../../keys';
import { headerOf, keyFor } from './key';
import type { JwtRequest } from './options';

export interface Answer {
  readonly told: object;
  /** The token did not verify, or has findings that are errors. */
  readonly bad: boolean;
}

/** Every check of one token, and whether all of them together let it pass. Of several signatures one is enough, and each is told. */
export function verifyAnswer(token: string, request: JwtRequest): Answer {
  const rules = rulesOf(request);
  const seen = inspectAny(token);
  if (seen.kind === 'jws-json') {
    const signatures = seen.signatures.map((signature) => {
      const key = keyFor(request, signature.header, 'verify', signature.compact);
      const { verdict, checks } = verifyJsonSignature(signature, key?.key, rules);
      return { pointer: signature.pointer, verdict, checks, ...(key && { key: key.told }) };
    });
    const accepted = seen.problems.length === 0 && signatures.some(({ verdict }) => verdict === 'accepted');
    return {
      told: { verdict: accepted ? 'accepted' : 'rejected', problems: seen.problems, signatures },
      bad: !accepted,
    };
  }
  if (seen.kind === 'jwe-json') {
    const problem = 'This is an encrypted token. Decrypt it first; what is inside may be a signed token.';
    return { told: { verdict: 'rejected', problem }, bad: true };
  }
  const key = keyFor(request, headerOf(token), 'verify', token);
  const explanation = verifyToken(token, key?.key, rules);
  return { told: { ...told(explanation), ...(key && { key: key.told }) }, bad: explanation.verdict !== 'accepted' };
}

function rulesOf({ now, algorithms, tolerance, issuer, audience, typ, require }: JwtRequest): VerifyRules {
  return {
    now,
    ...(algorithms.length > 0 && { algorithms }),
    ...(tolerance !== undefined && { clockTolerance: tolerance }),
    ...(issuer.length > 0 && { issuer }),
    ...(audience.length > 0 && { audience }),
    ...(typ !== undefined && { typ }),
    ...(require.length > 0 && { requireClaims: require }),
  };
}

function told({ verdict, reason, checks }: Explanation): object {
  return { verdict, ...(reason && { reason: reason.id }), checks };
}
