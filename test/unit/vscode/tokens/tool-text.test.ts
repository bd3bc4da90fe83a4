import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodedForModel, findingsForModel } from '../../../../src/vscode/tokens/tool-text';
import { encode, jwt, NOW, SIGNATURE } from './support';

const INNER = jwt({ sub: 'inner' });
const JWK = { kty: 'RSA', n: 'public-n', e: 'AQAB', d: 'PRIVATE-D', p: 'PRIVATE-P', q: 'PRIVATE-Q' };

const SERIALIZED = {
  flattened: { payload: encode({ sub: 'alice' }), protected: encode({ alg: 'HS256' }), signature: SIGNATURE },
  general: {
    payload: encode({ sub: 'alice' }),
    signatures: [{ protected: encode({ alg: 'HS256' }), header: { kid: 'one' }, signature: SIGNATURE }],
  },
  encrypted: {
    protected: encode({ enc: 'A128GCM' }),
    recipients: [{ header: { alg: 'A128KW' }, encrypted_key: SIGNATURE }],
    iv: 'AAAA',
    ciphertext: SIGNATURE,
    tag: SIGNATURE,
  },
};
const PEM = '-----BEGIN PRIVATE KEY-----\nPRIVATE-PEM\n-----END PRIVATE KEY-----\n';

const TOKENS = {
  plain: jwt({ sub: 'alice', exp: NOW + 60 }),
  'with a token in a claim': jwt({ act: INNER, deep: { list: [`Bearer ${INNER}`] } }),
  'with a token inside': `${encode({ alg: 'RS256', cty: 'JWT' })}.${encode(INNER)}.${SIGNATURE}`,
  'with a private key': jwt({ jwk: JWK, text: JSON.stringify(JWK) }, { alg: 'RS256', jwk: JWK }),
  'that is damaged': `${encode({ alg: 'HS256' })}.${encode(`{"a": ${INNER}`)}.${SIGNATURE}`,
  'in JSON in a claim': jwt({ text: JSON.stringify({ token: INNER }) }),
  'that is encrypted': `${encode({ alg: 'dir', enc: 'A128GCM' })}..${SIGNATURE}.${SIGNATURE}.${SIGNATURE}`,
  'without its payload': `${encode({ alg: 'HS256', typ: 'JWT' })}.${SIGNATURE}`,
  'with parts that are too many': `${encode({ alg: 'HS256' })}.${encode({})}.${SIGNATURE}.${SIGNATURE}`,
  'in JSON': JSON.stringify(SERIALIZED.flattened),
  'in JSON with many signatures': JSON.stringify(SERIALIZED.general),
  'in JSON, encrypted': JSON.stringify(SERIALIZED.encrypted),
  'with tokens in JSON as claims': jwt({
    ...SERIALIZED,
    texts: Object.values(SERIALIZED).map((each) => JSON.stringify(each)),
  }),
  'with tokens in JSON in the words of a claim': jwt({ text: `see ${JSON.stringify(SERIALIZED.flattened)}` }),
  'with a key in the words of a claim': jwt({
    pem: `key: ${PEM}`,
    jwk: `key: ${JSON.stringify(JWK)}`,
    list: `[${JSON.stringify(JWK)}]`,
  }),
  'with a key that is cut off': `${encode({ alg: 'HS256' })}.${encode(JSON.stringify({ jwk: JWK }).slice(0, -9))}.${SIGNATURE}`,
  'with passwords': jwt({
    client_secret: 'PRIVATE-1',
    password: 'PRIVATE-2',
    deep: { apiKey: 'PRIVATE-3', privateKey: ['PRIVATE-4'] },
  }),
};

describe('what a language model is told', () => {
  it.each(Object.entries(TOKENS))('holds neither signature nor secret of a token %s', (_, token) => {
    for (const text of [decodedForModel(token, NOW), findingsForModel(token, NOW)]) {
      expect(text).not.toContain(SIGNATURE);
      expect(text).not.toContain(Buffer.from(SIGNATURE, 'base64url').toString());
      expect(text).not.toContain('PRIVATE');
    }
  });

  it('is header, payload and times', () => {
    const told = JSON.parse(decodedForModel(`Authorization: Bearer ${TOKENS.plain}`, NOW)) as Record<string, unknown>;
    expect(told).toMatchObject({
      kind: 'jws',
      header: { json: { alg: 'HS256' } },
      payload: { json: { sub: 'alice' } },
      times: 'Valid by its times; expires in 1 minute.',
      signature: { bytes: 32 },
    });
  });

  it('is every signature and every recipient of a token in JSON', () => {
    expect(JSON.parse(decodedForModel(TOKENS['in JSON with many signatures'], NOW))).toMatchObject({
      kind: 'jws-json',
      signatures: [
        { unprotected: { kid: 'one' }, header: { json: { alg: 'HS256' } }, payload: { json: { sub: 'alice' } } },
      ],
    });
    expect(JSON.parse(decodedForModel(TOKENS['in JSON, encrypted'], NOW))).toMatchObject({
      kind: 'jwe-json',
      recipients: [
        { header: { alg: 'A128KW', enc: 'A128GCM' }, encrypted: expect.stringContaining('the secret') as string },
      ],
    });
    const { findings } = JSON.parse(findingsForModel(TOKENS['in JSON'], NOW)) as { findings: { rule: string }[] };
    expect(findings.map(({ rule }) => rule)).toContain('JW05');
  });

  it('is offered by the manifest, under the names that the code registers', () => {
    const { contributes } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
      contributes: { languageModelTools: { name: string; modelDescription: string; inputSchema: object }[] };
    };
    expect(contributes.languageModelTools.map(({ name }) => name)).toEqual(['authLab_decodeJwt', 'authLab_lintJwt']);
    for (const { modelDescription, inputSchema } of contributes.languageModelTools) {
      expect(modelDescription).toContain('neither the signature nor secret key material is returned');
      expect(inputSchema).toMatchObject({ required: ['token'] });
    }
  });

  it('is findings with their sources', () => {
    const { findings } = JSON.parse(findingsForModel(jwt({}, { alg: 'none' }), NOW)) as { findings: object[] };
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'JW01', severity: 'error' }));
  });

  it('is an error where there is no token', () => {
    expect(JSON.parse(decodedForModel('', NOW))).toHaveProperty('error');
    expect(JSON.parse(findingsForModel('  ', NOW))).toHaveProperty('error');
  });

  it('is clipped', () => {
    expect(decodedForModel(jwt({ data: 'x'.repeat(1_000_000) }), NOW).length).toBeLessThan(21_000);
  });
});
