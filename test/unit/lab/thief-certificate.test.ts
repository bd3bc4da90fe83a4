import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { selfSignedCertificate } from '../../../src/lab/thief-certificate';

describe('a certificate of the thief', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = new X509Certificate(selfSignedCertificate('evil.example', privateKey));

  it('is one that Node reads, with the key and the name in it', () => {
    expect(certificate.publicKey.equals(publicKey)).toBe(true);
    expect([certificate.subject, certificate.issuer]).toEqual(['CN=evil.example', 'CN=evil.example']);
    expect(certificate.validToDate.getUTCFullYear()).toBe(2040);
  });

  it('is signed by nobody but itself', () => {
    expect(certificate.verify(publicKey)).toBe(true);
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(certificate.verify(stranger.publicKey)).toBe(false);
  });
});
