import { createPublicKey, createSecretKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { explain, findTokens, fromSelection, inspect, type KeyKind } from '../../../src/jwt';
import { kindOf, nodeVerifier } from './node-verifier';

/** The examples of RFC 7515 appendix A and RFC 7516 appendix A.3: public test data, verified with the keys given there. */
const CLAIMS = 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
const EXP = 1300819380;

const publicKey = (key: JsonWebKey): KeyObject => createPublicKey({ key, format: 'jwk' });

const examples: { name: string; alg: string; kind: KeyKind; token: string; key: KeyObject }[] = [
  {
    name: 'A.1',
    alg: 'HS256',
    kind: 'secret',
    token: `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${CLAIMS}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`,
    key: createSecretKey(
      'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
      'base64url',
    ),
  },
  {
    name: 'A.2',
    alg: 'RS256',
    kind: 'RSA',
    token:
      `eyJhbGciOiJSUzI1NiJ9.${CLAIMS}.` +
      'cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4' +
      'BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv' +
      'hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw',
    key: publicKey({
      kty: 'RSA',
      e: 'AQAB',
      n:
        'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOW' +
        'vG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9k' +
        'G4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ',
    }),
  },
  {
    name: 'A.3',
    alg: 'ES256',
    kind: 'P-256',
    token: `eyJhbGciOiJFUzI1NiJ9.${CLAIMS}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q`,
    key: publicKey({
      kty: 'EC',
      crv: 'P-256',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    }),
  },
];

const ES512 = {
  token:
    'eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7Xdt' +
    'AG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn',
  key: publicKey({
    kty: 'EC',
    crv: 'P-521',
    x: 'AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk',
    y: 'ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2',
  }),
};

const UNSECURED = `eyJhbGciOiJub25lIn0.${CLAIMS}.`;

describe.each(examples)('RFC 7515 $name, $alg', ({ alg, kind, token, key }) => {
  const rules = {
    now: EXP - 1,
    algorithms: [alg],
    key: kindOf(key),
    verifySignature: nodeVerifier(key),
    issuer: 'joe',
  };

  it('is found and decoded', () => {
    expect(findTokens(`<${token}>`)).toMatchObject([{ text: token, parts: 3, kind: 'jws' }]);
    expect(inspect(token)).toMatchObject({
      kind: 'jws',
      payload: { object: { iss: 'joe', exp: EXP, 'http://example.com/is_root': true } },
    });
  });

  it('is joined as the RFC wraps it', () => {
    const wrapped = token.replaceAll('.', '\n     .\n     ').replace(/(\S{64})(?=\S)/g, '$1\n     ');
    expect(fromSelection(`     ${wrapped}\n`)?.text).toBe(token);
  });

  it('is accepted until the second of exp', () => {
    expect(kindOf(key)).toBe(kind);
    expect(explain(token, rules)).toMatchObject({ verdict: 'accepted' });
    expect(explain(token, { ...rules, now: EXP })).toMatchObject({ verdict: 'rejected', reason: { id: 'exp' } });
  });

  it('is rejected once a character of any part changes', () => {
    const flipped = (at: number): string =>
      token.slice(0, at) + (token.charAt(at) === 'A' ? 'B' : 'A') + token.slice(at + 1);
    for (const at of [5, token.indexOf('.') + 10, token.lastIndexOf('.') + 5]) {
      expect(explain(flipped(at), rules).verdict).toBe('rejected');
    }
  });
});

test('A.4: a valid signature over something that is no claims set', () => {
  const rules = { now: 0, algorithms: ['ES512'], key: kindOf(ES512.key), verifySignature: nodeVerifier(ES512.key) };
  const { checks, reason } = explain(ES512.token, rules);
  expect(checks.find(({ id }) => id === 'signature')).toMatchObject({ outcome: 'passed' });
  expect(reason).toMatchObject({ id: 'claims-json' });
});

test('A.5: an unsecured token is rejected unless somebody asks for it', () => {
  expect(explain(UNSECURED, { now: 0 })).toMatchObject({ verdict: 'rejected', reason: { id: 'alg-allowed' } });
  expect(explain(UNSECURED, { now: 0, algorithms: ['none'] })).toMatchObject({ verdict: 'accepted' });
  expect(findTokens(UNSECURED)).toMatchObject([{ text: UNSECURED }]);
});

test('RFC 7516 A.3: an encrypted token is recognized', () => {
  const token =
    'eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.6KB707dM9YTIgHtLvtgWQ8mKwboJW3of9locizkDTHzBC2IlrT1oOQ.' +
    'AxY8DCtDaGlsbGljb3RoZQ.KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY.U0m_YmjN04DJvceFICbCVQ';
  expect(findTokens(token)).toMatchObject([{ text: token, kind: 'jwe', parts: 5 }]);
  expect(inspect(token)).toMatchObject({ kind: 'jwe', header: { object: { alg: 'A128KW', enc: 'A128CBC-HS256' } } });
  expect(explain(token, { now: 0 })).toMatchObject({
    verdict: 'rejected',
    reason: { id: 'structure', source: 'RFC 7516 §3.1' },
  });
});
