import type { KeyObject } from 'node:crypto';
import * as keys from '../../apps/keys';
import { probe } from '../node/probe';
import { explainVerification } from './explain-verification';

export * from '../../apps/keys';

/** Which names were accepted when a key was picked, for whoever explains what was verified with it. */
export const acceptedWith = new WeakMap<KeyObject, readonly string[]>();

/** Tells when no key is accepted for a token. Otherwise what follows is told: the token is verified with the key. */
export const keyOf: typeof keys.keyOf = (token, ring) => {
  const accepted = [...ring.accepted.keys()];
  try {
    const key = keys.keyOf(token, ring);
    acceptedWith.set(key, accepted);
    return key;
  } catch (error) {
    const [anyKey] = ring.accepted.values();
    const checks = explainVerification(token, { algorithms: [ring.algorithm] }, { kind: anyKey, accepted });
    probe.tell('token.rejected', { token, message: error instanceof Error ? error.message : String(error), checks });
    throw error;
  }
};
