import { createHmac, timingSafeEqual } from 'node:crypto';
import { inspectAny, lintAny, type LintContext } from '../../../jwt';
import { headerOf, keyFor } from './key';
import type { JwtRequest } from './options';
import type { Answer } from './verify';

/** The findings of one token. */
export function lintAnswer(token: string, request: JwtRequest): Answer {
  const context = contextFor(token, request);
  const findings = lintAny(inspectAny(token), context).flat();
  return { told: { findings }, bad: findings.some(({ severity }) => severity === 'error') };
}

function contextFor(token: string, request: JwtRequest): LintContext {
  const { now, algorithms, tolerance, issuer, audience, typ, maxLifetime, off } = request;
  // What is wrong with the key's kind is a finding itself, so it is no reason not to look.
  const key = keyFor(request, headerOf(token), 'verify', token)?.key;
  // Without a word about the verifier there is nothing to find in its options.
  const spoken =
    algorithms.length + issuer.length + audience.length > 0 || tolerance !== undefined || typ !== undefined;
  return {
    now,
    off,
    madeWith: (alg, input, signature, secret) => {
      const mac = createHmac(`sha${alg.slice(2)}`, secret)
        .update(input, 'latin1')
        .digest();
      return mac.length === signature.length && timingSafeEqual(mac, signature);
    },
    ...(spoken && {
      verifier: {
        ...(algorithms.length > 0 && { algorithms }),
        ...(tolerance !== undefined && { clockTolerance: tolerance }),
        ...(issuer.length > 0 && { issuer }),
        ...(audience.length > 0 && { audience }),
        ...(typ !== undefined && { typ }),
      },
    }),
    ...(key?.kind && {
      key: {
        kind: key.kind,
        ...(key.role === 'secret' && { secretBytes: key.bits / 8 }),
        ...(key.alg !== undefined && { alg: key.alg }),
      },
    }),
    ...(maxLifetime !== undefined && { policy: { maxLifetime } }),
  };
}
