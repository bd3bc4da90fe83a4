import { describe, expect, it } from 'vitest';
import { addressProblem, redisProblem } from '../../../src/redis/address';

const SECRET = 'hunter2';

describe('the address of a Redis', () => {
  it.each([
    'redis://localhost',
    'redis://localhost:6379/3',
    'redis://user:password@host:6379/0',
    'rediss://:p%40ss@[::1]:6380',
    'unix:///run/redis.sock',
  ])('%s is fine', (url) => {
    expect(addressProblem(url)).toBeNull();
  });

  it.each([
    [`${SECRET}`, 'is no URL'],
    [`http://:${SECRET}@host`, 'begins with another word'],
    [`redis://:${SECRET}@host/sessions`, 'the number of a database'],
    [`unix://:${SECRET}@/run/redis.sock`, 'names no socket'],
    ['', 'is no URL'],
  ])('%s is not, and the sentence repeats nothing of it', (url, words) => {
    for (const place of ['setting', 'typed'] as const) {
      const problem = addressProblem(url, place);
      expect(problem).toContain(words);
      expect(problem).not.toContain(SECRET);
      expect(problem?.includes('authLab.redisUrl')).toBe(place === 'setting');
    }
  });

  it('stands in no sentence about what Redis or the network said', () => {
    const told = (message: string, code?: string): string =>
      redisProblem(Object.assign(new Error(`${message} redis://:${SECRET}@host`), { code }), 'typed');
    const sentences = [
      told('NOAUTH Authentication required.'),
      told('connect', 'ECONNREFUSED'),
      told('getaddrinfo', 'ENOTFOUND'),
      told('ERR something new'),
      told('something else'),
    ];
    expect(sentences).toEqual([
      'This Redis needs a password, and this address names none.',
      'Nothing accepts connections at this address. Is Redis running?',
      'The name of the host in this address could not be resolved.',
      'Redis refused: ERR.',
      'Redis could not be used.',
    ]);
  });
});
