import { createHash, type KeyObject } from 'node:crypto';

/** First 8 hex digits of the SHA-256 of a secret: enough to tell two apart, too little to learn one. */
export function fingerprint(secret: KeyObject | Buffer | string): string {
  const bytes =
    typeof secret === 'string' || Buffer.isBuffer(secret)
      ? secret
      : secret.type === 'secret'
        ? secret.export()
        : secret.export({ type: secret.type === 'public' ? 'spki' : 'pkcs8', format: 'der' });
  return createHash('sha256').update(bytes).digest('hex').slice(0, 8);
}
