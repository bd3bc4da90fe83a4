import crypto, { createECDH, createHash, createHmac, type KeyObject } from 'node:crypto';

/** The order of the curve P-256 (FIPS 186-5; SP 800-186 §3.2.1.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const SIZE = 32;

/**
 * Makes ES256 signatures of this process repeatable. OpenSSL draws a random number for each, out of reach of a seed;
 * RFC 6979 takes it from the key and the message instead. Whoever verifies cannot tell the difference.
 */
export function installRepeatableEcdsa(): void {
  const createSign = crypto.createSign.bind(crypto);
  const patch: Partial<typeof crypto> = {
    createSign: (algorithm, options) => {
      const signer = createSign(algorithm, options);
      if (!/sha-?256$/i.test(algorithm)) return signer;
      const message: Buffer[] = [];
      const real = { update: signer.update.bind(signer), sign: signer.sign.bind(signer) };
      signer.update = (data: string | NodeJS.ArrayBufferView, encoding?: BufferEncoding) => {
        message.push(typeof data === 'string' ? Buffer.from(data, encoding) : bytesOf(data));
        real.update(data as string, encoding as 'utf8');
        return signer;
      };
      signer.sign = ((key: unknown, encoding?: BufferEncoding) => {
        if (!isP256(key)) return real.sign(key as KeyObject, encoding as 'base64');
        const signature = inDer(signP256(key, Buffer.concat(message)));
        return encoding === undefined ? signature : signature.toString(encoding);
      }) as typeof signer.sign;
      return signer;
    },
  };
  Object.assign(crypto, patch);
}

/**
 * ECDSA on P-256 with SHA-256 and the nonce of RFC 6979 §3.2.
 * @returns r and s, 32 bytes each
 */
export function signP256(key: KeyObject, message: Buffer): readonly [r: Buffer, s: Buffer] {
  const secret = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
  const hash = createHash('sha256').update(message).digest();
  const [d, z] = [numberOf(secret), numberOf(hash)];
  for (const nonce of nonces(secret, bytes(z % ORDER))) {
    const k = numberOf(nonce);
    if (k === 0n || k >= ORDER) continue;
    const point = createECDH('prime256v1');
    point.setPrivateKey(nonce);
    const r = numberOf(point.getPublicKey().subarray(1, 1 + SIZE)) % ORDER;
    const s = (inverse(k) * ((z + r * d) % ORDER)) % ORDER;
    if (r !== 0n && s !== 0n) return [bytes(r), bytes(s)];
  }
  throw new Error('unreachable: nonces do not end');
}

function* nonces(secret: Buffer, hash: Buffer): Generator<Buffer> {
  const hmac = (k: Buffer, ...parts: Buffer[]): Buffer => createHmac('sha256', k).update(Buffer.concat(parts)).digest();
  let k: Buffer = Buffer.alloc(SIZE, 0);
  let v: Buffer = Buffer.alloc(SIZE, 1);
  for (const step of [0, 1]) {
    k = hmac(k, v, Buffer.from([step]), secret, hash);
    v = hmac(k, v);
  }
  for (;;) {
    v = hmac(k, v);
    yield v;
    k = hmac(k, v, Buffer.from([0]));
    v = hmac(k, v);
  }
}

/** The inverse modulo the order, by Fermat's little theorem. */
function inverse(value: bigint): bigint {
  let [base, exponent, result] = [value, ORDER - 2n, 1n];
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % ORDER;
    base = (base * base) % ORDER;
  }
  return result;
}

/** ASN.1: a SEQUENCE of two INTEGERs (RFC 3279 §2.2.3). */
function inDer(numbers: readonly Buffer[]): Buffer {
  const integers = numbers.map((number) => {
    const digits = number.subarray(number.findIndex((byte) => byte !== 0));
    const sign = (digits[0] ?? 0) > 127 ? [0] : [];
    return Buffer.from([2, digits.length + sign.length, ...sign, ...digits]);
  });
  const body = Buffer.concat(integers);
  return Buffer.from([48, body.length, ...body]);
}

function isP256(key: unknown): key is KeyObject {
  return key instanceof crypto.KeyObject && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

function bytesOf(view: NodeJS.ArrayBufferView): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

function numberOf(buffer: Buffer): bigint {
  return BigInt(`0x${buffer.toString('hex')}`);
}

function bytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * SIZE, '0'), 'hex');
}
