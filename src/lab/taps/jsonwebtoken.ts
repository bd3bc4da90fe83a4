import jwt, { type DecodeOptions, type JwtPayload, type SignOptions, type VerifyOptions } from 'jsonwebtoken';
import type { KeyObject } from 'node:crypto';
import type { JsonObject } from '../../model';
import { fingerprint } from '../fingerprint';
import { probe } from '../node/probe';
import { explainVerification } from './explain-verification';
import { acceptedWith } from './keys';

/** jsonwebtoken whose signing and verifying are told, with every check that decided. */
function sign(payload: object, key: KeyObject, options: SignOptions): string {
  const token = jwt.sign(payload, key, options);
  const { header, payload: claims } = decoded(token);
  probe.tell('token.signed', { token, header, claims, key: fingerprint(key) });
  return token;
}

function verify(token: string, key: KeyObject, options: VerifyOptions): JwtPayload | string {
  const checks = explainVerification(token, options, { key, accepted: acceptedWith.get(key) });
  try {
    const claims = jwt.verify(token, key, options) as JwtPayload;
    probe.tell('token.verified', { token, header: decoded(token).header, claims, checks });
    return claims;
  } catch (error) {
    probe.tell('token.rejected', { token, message: error instanceof Error ? error.message : String(error), checks });
    throw error;
  }
}

/** Reading without verifying is told. Reading the whole token is how a server picks its key, and is no belief yet. */
function decode(token: string, options?: DecodeOptions): ReturnType<typeof jwt.decode> {
  const read = jwt.decode(token, options);
  if (options?.complete !== true && read !== null && typeof read === 'object')
    probe.tell('token.decoded', { token, claims: read });
  return read;
}

function decoded(token: string): { header: JsonObject; payload: JsonObject } {
  const whole = jwt.decode(token, { complete: true });
  return {
    header: (whole?.header ?? {}) as unknown as JsonObject,
    payload: typeof whole?.payload === 'object' ? whole.payload : {},
  };
}

export default { ...jwt, sign, verify, decode };
