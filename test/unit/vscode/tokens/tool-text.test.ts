import { describe, expect, it } from 'vitest';
import { decodedForModel, findingsForModel } from '../../../../src/vscode/tokens/tool-text';
import { encode, jwt, NOW, SIGNATURE } from './support';

const INNER = jwt({ sub: 'inner' });
const JWK = { kty: 'RSA', n: 'public-n', e: 'AQAB', d: 'PRIVATE-D', p: 'PRIVATE-P', q: 'PRIVATE-Q' };

const TOKENS = {
  plain: jwt({ sub: 'alice', exp: NOW + 60 }),
  'with a token in a claim': jwt({ act: INNER, deep: { list: [`Bearer ${INNER}`] } }),
  'with a token inside': `${encode({ alg: 'RS256', cty: 'JWT' })}.${encode(INNER)}.${SIGNATURE}`,
  'with a private key': jwt({ jwk: JWK, text: JSON.stringify(JWK) }, { alg: 'RS256', jwk: JWK }),
  'that is damaged': `${encode({ alg: 'HS256' })}.${encode(`{"a": ${INNER}`)}.${SIGNATURE}`,
  'in JSON in a claim': jwt({ text: JSON.stringify({ token: INNER }) }),
};

describe('what a language model is told', () => {
  it.each(Object.entries(TOKENS))('holds neither signature nor secret of a token %s', (_, token) => {
    for (const text of [decodedForModel(token, NOW), findingsForModel(token, NOW)]) {
      expect(text).not.toContain(SIGNATURE);
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
