import { describe, expect, it, test } from 'vitest';
import { dictionary, lookUp } from '../../../src/jwt';
import { CLAIMS, HEADER_PARAMETERS } from './registry';

describe('the dictionary', () => {
  it('has a whole sentence, a type and a source for every entry', () => {
    for (const where of ['header', 'claims'] as const) {
      for (const entry of dictionary(where)) {
        expect(entry.meaning, entry.name).toMatch(/^[A-Z].*[.]$/);
        expect(entry.type, entry.name).not.toBe('');
        expect(entry.source, entry.name).not.toBe('');
        if (entry.example !== undefined) expect(() => void JSON.parse(entry.example ?? ''), entry.name).not.toThrow();
      }
    }
  });

  it('has no entry twice', () => {
    for (const where of ['header', 'claims'] as const) {
      const keys = dictionary(where).map(({ name, source }) => `${name} ${source}`);
      expect(keys.filter((each, index) => keys.indexOf(each) !== index)).toEqual([]);
      const registered = dictionary(where)
        .filter((entry) => entry.registered)
        .map(({ name }) => name);
      expect(registered.filter((each, index) => registered.indexOf(each) !== index)).toEqual([]);
    }
  });

  test.each([
    ['header', HEADER_PARAMETERS],
    ['claims', CLAIMS],
  ] as const)('has every registered name (%s) with its section, and calls no other registered', (where, registry) => {
    const expected = Object.entries(registry).flatMap(([source, names]) =>
      names.split(' ').map((name) => `${name}: ${source}`),
    );
    const ours = dictionary(where)
      .filter(({ registered }) => registered)
      .map(({ name, source }) => `${name}: ${source}`);
    expect(ours.toSorted()).toEqual(expected.toSorted());
  });

  test.each([
    ['header', 'alg', 'RFC 7515 §4.1.1'],
    ['header', 'enc', 'RFC 7516 §4.1.2'],
    ['claims', 'exp', 'RFC 7519 §4.1.4'],
    ['claims', 'scope', 'RFC 8693 §4.2'],
    ['claims', 'tid', 'Microsoft Entra ID, Access token claims reference'],
    ['claims', 'hd', 'Google, OpenID Connect'],
    ['claims', 'realm_access', 'Keycloak'],
    ['claims', 'cognito:groups', 'Amazon Cognito, user pool tokens'],
    ['claims', 'permissions', 'Auth0, Access token profiles'],
    ['claims', 'cid', 'Okta, OpenID Connect & OAuth 2.0 API'],
  ] as const)('knows %s %s', (where, name, source) => {
    expect(lookUp(where, name)[0]).toMatchObject({ name, source });
  });

  it('gives the registered meaning before a private one, and nothing for names of an object', () => {
    expect(lookUp('claims', 'sid').map(({ registered }) => registered)[0]).toBe(true);
    for (const name of ['', 'toString', '__proto__', 'constructor']) expect(lookUp('claims', name)).toEqual([]);
  });

  it('marks the claims that are times', () => {
    const times = dictionary('claims')
      .filter(({ time }) => time)
      .map(({ name }) => name);
    expect(times).toEqual(expect.arrayContaining(['exp', 'nbf', 'iat', 'auth_time', 'updated_at', 'toe']));
    expect(times).not.toContain('exi');
  });
});
