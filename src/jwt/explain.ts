import { firstFailure, type Check } from '../model/checks';
import { algAllowed } from './checks/alg-allowed';
import { algKey } from './checks/alg-key';
import { aud } from './checks/aud';
import type { CheckId, CheckInput, CheckRule } from './checks/check-rule';
import { claimsJson } from './checks/claims-json';
import { crit } from './checks/crit';
import { encoding } from './checks/encoding';
import { exp } from './checks/exp';
import { headerJson } from './checks/header-json';
import { iat } from './checks/iat';
import { iss } from './checks/iss';
import { nbf } from './checks/nbf';
import { requiredClaims } from './checks/required-claims';
import { signature } from './checks/signature';
import { structure } from './checks/structure';
import { typ } from './checks/typ';
import { inspect, type Inspection } from './inspect';
import type { JsonObject } from './json';
import type { JsonSignature } from './json-serialization';
import type { Rules } from './rules';

/** In a verifier's order: nothing inside the token is believed before the signature has been checked. */
const ORDER: readonly CheckRule[] = [
  structure,
  encoding,
  headerJson,
  algAllowed,
  algKey,
  crit,
  signature,
  claimsJson,
  typ,
  exp,
  nbf,
  iat,
  iss,
  aud,
  requiredClaims,
];

export interface Explanation {
  /** `unverified`: nothing speaks against the token, but its signature was not checked. Never treat that as accepted. */
  readonly verdict: 'accepted' | 'rejected' | 'unverified';
  /** Every check, in order; later ones are made even when an earlier one failed, as far as there is something to check. */
  readonly checks: readonly (Check & { readonly id: CheckId })[];
  /** The first failed check. */
  readonly reason?: Check;
  readonly inspection: Inspection;
}

/**
 * Why a verifier with these rules accepts or rejects a token: RFC 7519 §7.2 as a list of checks.
 * Never throws and never changes the token. Does not promise what the injected `verifySignature` does not.
 */
export function explain(token: string, rules: Rules): Explanation {
  const inspection = inspect(token);
  return judgeAll(inspection, inspection.header.object, undefined, rules);
}

/** The same for one signature of a JWS in JSON (RFC 7515 §7.2), whose header may have parts that nothing protects. */
export function explainSignature(signature: JsonSignature, rules: Rules): Explanation {
  const { inspection, header, unprotected } = signature;
  const readable = inspection.header.raw === '' || inspection.header.object;
  return judgeAll(inspection, readable ? header : undefined, unprotected, rules);
}

function judgeAll(
  inspection: Inspection,
  header: JsonObject | undefined,
  unprotected: JsonObject | undefined,
  rules: Rules,
): Explanation {
  const jws = inspection.kind === 'jws' ? inspection : undefined;
  const claims = jws?.payload.object;
  const outcomes = new Map<CheckId, Check['outcome']>();
  const input: CheckInput = {
    inspection,
    ...(jws && { jws }),
    ...(header && { header }),
    ...(unprotected && { unprotected }),
    ...(claims && { claims }),
    rules,
    outcome: (id) => outcomes.get(id),
  };

  const checks = ORDER.map(({ id, title, source, judge }) => {
    const check = { id, title, source, ...judge(input) };
    outcomes.set(id, check.outcome);
    return check;
  });
  const reason = firstFailure(checks);
  const verdict = reason ? 'rejected' : outcomes.get('signature') === 'passed' ? 'accepted' : 'unverified';
  return { verdict, checks, ...(reason && { reason }), inspection };
}
