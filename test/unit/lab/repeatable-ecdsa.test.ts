import { jwtVerify } from 'jose';
import jwt from 'jsonwebtoken';
import crypto, { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installRepeatableEcdsa, signP256 } from '../../../src/lab/node/repeatable-ecdsa';

const base64url = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');
const hex = (parts: readonly Buffer[]): string[] => parts.map((part) => part.toString('hex').toUpperCase());

describe('a repeatable ES256 signature', () => {
  // RFC 6979, appendix A.2.5.
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      d: base64url('C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721'),
      x: base64url('60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6'),
      y: base64url('7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299'),
    },
  });

  it.each([
    [
      'sample',
      'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716',
      'F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
    ],
    [
      'test',
      'F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367',
      '019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083',
    ],
  ])('of "%s" is the one that the RFC gives', (message, r, s) => {
    expect(hex(signP256(key, Buffer.from(message)))).toEqual([r, s]);
  });

  describe('once installed', () => {
    const { createSign } = crypto;
    beforeEach(installRepeatableEcdsa);
    afterEach(() => {
      Object.assign(crypto, { createSign });
    });

    it('is the same each time, and good for whoever verifies', async () => {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      for (let round = 0; round < 50; round += 1) {
        const claims = { sub: randomBytes(8).toString('hex'), iat: 1 };
        const [one, other] = [0, 1].map(() => jwt.sign(claims, privateKey, { algorithm: 'ES256' }));
        expect(one).toBe(other);
        expect((await jwtVerify(one!, publicKey)).payload.sub).toBe(claims.sub);
      }
    });

    it('leaves other keys alone', () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const token = jwt.sign({}, privateKey, { algorithm: 'RS256' });
      expect(() => jwt.verify(token, createPublicKey(privateKey), { algorithms: ['RS256'] })).not.toThrow();
    });
  });
});
