import { createPublicKey, sign, type KeyObject } from 'node:crypto';

/**
 * A certificate that says of itself that it is right: X.509 version 1, RSA with SHA-256 (RFC 5280 §4.1). Node reads
 * certificates and makes none, so its few fields are written out here.
 * @param name the common name of both its owner and its issuer
 * @param key an RSA private key
 * @returns PEM
 */
export function selfSignedCertificate(name: string, key: KeyObject): string {
  const who = sequence(set(sequence(COMMON_NAME, tagged(0x0c, Buffer.from(name)))));
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const body = sequence(tagged(0x02, Buffer.of(1)), SHA256_WITH_RSA, who, VALIDITY, who, spki);
  const signature = tagged(0x03, Buffer.concat([Buffer.of(0), sign('sha256', body, key)]));
  const der = sequence(body, SHA256_WITH_RSA, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${der.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END CERTIFICATE-----\n`;
}

/** 2.5.4.3 */
const COMMON_NAME = tagged(0x06, Buffer.of(0x55, 0x04, 0x03));
/** 1.2.840.113549.1.1.11 and NULL (RFC 4055 §5) */
const SHA256_WITH_RSA = sequence(
  tagged(0x06, Buffer.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b)),
  tagged(0x05, Buffer.alloc(0)),
);
/** From 2020 to 2040: the server that falls for it does not look. */
const VALIDITY = sequence(tagged(0x17, Buffer.from('200101000000Z')), tagged(0x17, Buffer.from('400101000000Z')));

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function set(...parts: readonly Buffer[]): Buffer {
  return tagged(0x31, Buffer.concat(parts));
}

/** Tag, length and content (X.690 §8.1). */
function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  const bytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...bytes), content]);
}
