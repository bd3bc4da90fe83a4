import { describe, expect, it } from 'vitest';
import { account } from '../../src/projections/account';
import type { StoreKind } from '../../src/model';
import { at, playThrough } from './lab-run';

/**
 * Real runs, told in words and kept as text: read them as a story, and read every change in them as a change in
 * what a learner is told. `npx vitest run --project golden -u` writes them anew.
 */
type Injection = [fault: string, at: string];
const runs: Record<string, [scenario: string, inject?: Injection | null, store?: StoreKind]> = {
  stateful: ['stateful'],
  stateless: ['stateless'],
  'stateful, killed while the password is checked': ['stateful', ['kill', 'password.checked#2']],
  'stateful, killed before the request leaves': ['stateful', ['kill', 'request.sent#4']],
  'stateful, killed after the head has left': ['stateful', ['kill', 'store.answered#3']],
  'stateful, restarted after login': ['stateful', ['restart', 'cookie.stored#1']],
  'stateless, killed while the token is signed': ['stateless', ['kill', 'token.signed#1']],
  'stateless, restarted after login': ['stateless', ['restart', 'storage.written#1']],
  'stateful, with a new secret after login': ['stateful', ['new-secret', 'cookie.stored#1']],
  'stateful, with an emptied store': ['stateful', ['empty-store', 'cookie.stored#1']],
  'stateful, with a tampered cookie': ['stateful', ['tamper', 'cookie.stored#1']],
  'stateful, with the cookie deleted': ['stateful', ['delete-credential', 'cookie.stored#1']],
  'stateful, idle for 31 minutes': ['stateful', ['wait-31-minutes', 'cookie.stored#1']],
  'stateful in SQLite, restarted after login': ['stateful', ['restart', 'cookie.stored#1'], 'sqlite'],
  'stateful in Redis, restarted after login': ['stateful', ['restart', 'cookie.stored#1'], 'redis'],
  'stateful in an encrypted cookie': ['stateful', null, 'cookie'],
  'stateful in an encrypted cookie, with a new secret after login': [
    'stateful',
    ['new-secret', 'cookie.stored#1'],
    'cookie',
  ],
  'stateless, with a new secret after login': ['stateless', ['new-secret', 'storage.written#1']],
  'stateless, with a tampered token': ['stateless', ['tamper', 'storage.written#1']],
  'stateless, with a forged role': ['stateless', ['forge-role', 'storage.written#1']],
  'stateless, 16 minutes later': ['stateless', ['wait-16-minutes', 'storage.written#1']],
};

describe('the account of', () => {
  it.each(Object.entries(runs))('%s', async (name, [scenario, inject, store]) => {
    const trace = await playThrough(scenario, {
      ...(inject ? { inject: [{ fault: inject[0], at: at(inject[1]) }] } : {}),
      ...(store ? { setup: { store } } : {}),
    });
    await expect(account(trace)).toMatchFileSnapshot(`transcripts/${name}.txt`);
  });
});
