import * as iron from 'iron-webcrypto';
import type { SealedSession } from '../../model';
import { probe } from '../node/probe';
import { callerLine } from '../node/source-line';
import { endOfSeal, explainUnsealing } from './explain-unsealing';

export * from 'iron-webcrypto';

/** Tells what was sealed: in the cookie itself nobody could read it. */
export const seal: typeof iron.seal = async (object, password, options) => {
  const source = callerLine();
  const value = await iron.seal(object, password, options);
  await probe.gate('session.sealed', sealed(value, object), { source });
  return value;
};

/** Tells what was found in a seal, or why it was not opened, with every check that decided. */
export const unseal: typeof iron.unseal = async (value, password, options) => {
  const source = callerLine();
  try {
    const object = await iron.unseal(value, password, options);
    const checks = explainUnsealing(value, null);
    await probe.gate('session.unsealed', { ...sealed(value, object), checks }, { source });
    return object;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const bytes = Buffer.byteLength(value);
    const checks = explainUnsealing(value, message);
    await probe.gate('session.rejected', { name: nameOf(value), value, bytes, message, checks }, { source });
    throw error;
  }
};

function sealed(value: string, object: unknown): SealedSession {
  const data = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;
  return { name: nameOf(value), value, data, bytes: Buffer.byteLength(value), expires: endOfSeal(value) };
}

/** The name under which the request brought this seal; a new one has the name that the server gives it. */
function nameOf(value: string): string {
  const pair = probe.context?.cookies?.split('; ').find((each) => each.endsWith(`=${value}`));
  return pair?.slice(0, -value.length - 1) ?? probe.sealedCookie;
}
