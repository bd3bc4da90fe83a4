import * as naive from '../../apps/naive-verify';
import { isJsonObject, readJson } from '../../jwt';
import type { JsonObject } from '../../model';
import { probe } from '../node/probe';
import { callerLine } from '../node/source-line';
import { explainNaively } from './explain-naively';

export * from '../../apps/naive-verify';

/** Tells what a careless verifier looked at, and what it did not ask. */
export const verifyNaively: typeof naive.verifyNaively = async (token, own, sources) => {
  const source = callerLine();
  const header = partOf(token, 0);
  try {
    const claims = await naive.verifyNaively(token, own, sources);
    const checks = explainNaively(header, token, null);
    await probe.gate('token.verified', { token, header, claims: partOf(token, 1), checks }, { source });
    return claims;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await probe.gate('token.rejected', { token, message, checks: explainNaively(header, token, message) }, { source });
    throw error;
  }
};

function partOf(token: string, index: number): JsonObject {
  const read = readJson(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());
  return read.ok && isJsonObject(read.value) ? read.value : {};
}
