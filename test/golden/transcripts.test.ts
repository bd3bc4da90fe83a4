import { describe, expect, it } from 'vitest';
import { faults, parseFault } from '../../src/content/faults';
import { account } from '../../src/projections/account';
import type { Setup } from '../../src/model';
import { at, playThrough } from './lab-run';

/**
 * Real runs, told in words and kept as text: read them as a story, and read every change in them as a change in
 * what a learner is told. `npx vitest run --project golden -u` writes them anew.
 */
interface Told {
  readonly scenario: 'stateful' | 'stateless';
  /** As on the command line: failures with their values, "@", and the moment at which each strikes. */
  readonly inject?: string | readonly string[];
  readonly setup?: Setup;
}

/** The names are those of the files. */
const runs: Readonly<Record<string, Told>> = {
  stateful: { scenario: 'stateful' },
  stateless: { scenario: 'stateless' },
  'naive sessions': { scenario: 'stateful', setup: { store: 'naive' } },
  'stateful in an encrypted cookie': { scenario: 'stateful', setup: { store: 'cookie' } },

  // size
  'stateful in an encrypted cookie, too large for a browser': {
    scenario: 'stateful',
    inject: 'grant-permissions:count=140@request.sent#3',
    setup: { store: 'cookie' },
  },
  'stateless, a token too large for the server': {
    scenario: 'stateless',
    inject: 'grant-permissions:count=600@request.sent#3',
  },
  'stateless on two servers, a token too large for the load balancer': {
    scenario: 'stateless',
    inject: 'grant-permissions:count=600@request.sent#3',
    setup: { nodes: 2, balancing: 'round-robin' },
  },

  // network
  'stateless, on a slow network': { scenario: 'stateless', inject: 'latency:delay=300,jitter=200@request.sent#3' },
  'stateful, with the login lost on its way': { scenario: 'stateful', inject: 'drop-request@request.sent#3' },
  'stateful, with the answer to the login lost': { scenario: 'stateful', inject: 'drop-response@request.sent#3' },
  'stateless, with a broken connection': { scenario: 'stateless', inject: 'reset-connection@request.sent#4' },
  'stateless, with the answer to the login cut off': {
    scenario: 'stateless',
    inject: 'truncate-response:bytes=40@request.sent#3',
  },
  'stateful, with the login delivered twice': { scenario: 'stateful', inject: 'duplicate-request@request.sent#3' },

  // node
  'stateful, killed while the password is checked': { scenario: 'stateful', inject: 'kill@password.checked#2' },
  'stateful, killed before the request leaves': { scenario: 'stateful', inject: 'kill@request.sent#4' },
  'stateful, killed after the head has left': { scenario: 'stateful', inject: 'kill@store.answered#3' },
  'stateless, killed while the token is signed': { scenario: 'stateless', inject: 'kill@token.signed#1' },
  'stateful, restarted after login': { scenario: 'stateful', inject: 'restart@cookie.stored#1' },
  'stateful in SQLite, restarted after login': {
    scenario: 'stateful',
    inject: 'restart@cookie.stored#1',
    setup: { store: 'sqlite' },
  },
  'stateful in Redis, restarted after login': {
    scenario: 'stateful',
    inject: 'restart@cookie.stored#1',
    setup: { store: 'redis' },
  },
  'stateless, restarted after login': { scenario: 'stateless', inject: 'restart@storage.written#1' },
  'stateful, hung in the middle of a request': { scenario: 'stateful', inject: 'hang@store.asked#3' },
  'stateless on two servers, one clock wrong': {
    scenario: 'stateless',
    inject: 'clock-skew:node=app-2@storage.written#1',
    setup: { nodes: 2, balancing: 'round-robin' },
  },
  'stateful on two servers, one more added': {
    scenario: 'stateful',
    inject: 'add-node@cookie.stored#1',
    setup: { nodes: 2, balancing: 'round-robin', store: 'sqlite' },
  },
  'stateful on two sticky servers, one removed': {
    scenario: 'stateful',
    // The first cookie is the load balancer's own.
    inject: 'remove-node@cookie.stored#2',
    setup: { nodes: 2, balancing: 'sticky' },
  },

  // store
  'stateful in Redis, the store killed': {
    scenario: 'stateful',
    inject: 'store-down@cookie.stored#1',
    setup: { store: 'redis' },
  },
  'stateful in SQLite, the store slow': {
    scenario: 'stateful',
    inject: 'store-slow@cookie.stored#1',
    setup: { store: 'sqlite' },
  },
  'stateful, with an emptied store': { scenario: 'stateful', inject: 'empty-store@cookie.stored#1' },
  'stateful in Redis, one session evicted': {
    scenario: 'stateful',
    inject: 'evict-session@cookie.stored#1',
    setup: { store: 'redis' },
  },
  'stateful in SQLite, writing fails at login': {
    scenario: 'stateful',
    inject: 'store-write-fails@password.checked#2',
    setup: { store: 'sqlite' },
  },
  'stateful in SQLite, writing fails at logout': {
    scenario: 'stateful',
    inject: 'store-destroy-fails@cookie.stored#1',
    setup: { store: 'sqlite' },
  },
  'stateful in SQLite, a row spoiled': {
    scenario: 'stateful',
    inject: 'corrupt-record@cookie.stored#1',
    setup: { store: 'sqlite' },
  },
  'stateful in Redis, the store restarted with its data': {
    scenario: 'stateful',
    inject: 'restart-store@cookie.stored#1',
    setup: { store: 'redis' },
  },
  'stateful in Redis, the store restarted without its data': {
    scenario: 'stateful',
    inject: 'restart-store-lost@cookie.stored#1',
    setup: { store: 'redis' },
  },

  // session
  'stateful, the id rotated while a request is under way': { scenario: 'stateful', inject: 'rotate-id@request.sent#4' },
  'stateful, with a planted cookie': {
    scenario: 'stateful',
    inject: ['fixate@act.started#3', 'thief-visits@act.started#5'],
  },
  'naive sessions, with a planted cookie': {
    scenario: 'stateful',
    inject: ['fixate@act.started#3', 'thief-visits@act.started#5'],
    setup: { store: 'naive' },
  },

  // cookie
  'stateful, with the cookie deleted': { scenario: 'stateful', inject: 'delete-credential@cookie.stored#1' },
  'stateful, with the cookie stolen': { scenario: 'stateful', inject: 'steal@cookie.stored#1' },
  'stateful, with a tampered cookie': { scenario: 'stateful', inject: 'tamper@cookie.stored#1' },
  'stateless, with a tampered token': { scenario: 'stateless', inject: 'tamper@storage.written#1' },
  'stateful, without HttpOnly': { scenario: 'stateful', inject: 'weaken-cookie@request.sent#3' },
  'stateful, without Secure': { scenario: 'stateful', inject: 'weaken-cookie:attribute=Secure@request.sent#3' },

  // token
  'stateless, with a forged role': { scenario: 'stateless', inject: 'forge-role@storage.written#1' },
  'stateless, with the signature stripped': { scenario: 'stateless', inject: 'strip-signature@storage.written#1' },
  'stateless, with a clock behind': { scenario: 'stateless', inject: 'not-yet-valid@storage.written#1' },
  'stateless, with a token for another API': { scenario: 'stateless', inject: 'wrong-audience@storage.written#1' },
  'naive tokens, a key set of the attacker': {
    scenario: 'stateless',
    inject: 'attack-token:attack=jku-to-oneself@storage.written#1',
    setup: { tokens: 'naive', algorithm: 'RS256' },
  },
  'stateless, the public key used as a secret': {
    scenario: 'stateless',
    inject: 'attack-token:attack=rs-to-hs@storage.written#1',
    setup: { algorithm: 'RS256' },
  },
  'access and refresh, the refresh token used twice': {
    scenario: 'stateless',
    inject: 'refresh-twice@storage.written#2',
    setup: { tokens: 'refresh' },
  },

  // keys
  'stateless, the key rotated with an overlap': {
    scenario: 'stateless',
    inject: 'rotate-key@storage.written#1',
    setup: { algorithm: 'RS256' },
  },
  'stateful in SQLite, the secret rotated with an overlap': {
    scenario: 'stateful',
    inject: 'rotate-key@cookie.stored#1',
    setup: { store: 'sqlite' },
  },
  'stateful, with a new secret after login': { scenario: 'stateful', inject: 'new-secret@cookie.stored#1' },
  'stateless, with a new secret after login': { scenario: 'stateless', inject: 'new-secret@storage.written#1' },
  'stateful in an encrypted cookie, with a new secret after login': {
    scenario: 'stateful',
    inject: 'new-secret@cookie.stored#1',
    setup: { store: 'cookie' },
  },
  'stateless, with the key leaked': { scenario: 'stateless', inject: 'leak-key@storage.written#1' },
  'stateful, with the secret leaked': { scenario: 'stateful', inject: 'leak-key@cookie.stored#1' },

  // people
  'stateful, with another role': { scenario: 'stateful', inject: 'change-role@cookie.stored#1' },
  'stateless, with another role': { scenario: 'stateless', inject: 'change-role@storage.written#1' },
  'stateful, with the account locked': { scenario: 'stateful', inject: 'lock-account@cookie.stored#1' },
  'access and refresh, with the account locked': {
    scenario: 'stateless',
    inject: 'lock-account@storage.written#2',
    setup: { tokens: 'refresh' },
  },
  'stateful, with a new password that ends the session': {
    scenario: 'stateful',
    inject: 'change-password:logins=end@cookie.stored#1',
  },
  'JWT and denylist, everything ended in the second of a login': {
    scenario: 'stateless',
    inject: 'change-password:logins=end@password.checked#2',
    setup: { tokens: 'denylist' },
  },
  'JWT and version, logged out everywhere': {
    scenario: 'stateless',
    inject: 'logout-everywhere@credential.copied#1',
    setup: { tokens: 'version' },
  },

  // time
  'stateful, 20 minutes later': { scenario: 'stateful', inject: 'wait:minutes=20@cookie.stored#1' },
  'stateless, 16 minutes later': { scenario: 'stateless', inject: 'wait-16-minutes@storage.written#1' },
  'stateful, idle for 31 minutes': { scenario: 'stateful', inject: 'wait-31-minutes@cookie.stored#1' },
  'access and refresh, nine hours later': {
    scenario: 'stateless',
    inject: 'nine-hours@storage.written#2',
    setup: { tokens: 'refresh' },
  },
};

describe('the account of', () => {
  it('tells of every failure', () => {
    const told = Object.values(runs).flatMap(({ inject }) => injections(inject).map(({ fault }) => fault));
    expect([...new Set(told)].sort()).toEqual(faults.map(({ id }) => id).sort());
  });

  it.each(Object.entries(runs))('%s', async (name, { scenario, inject, setup }) => {
    const wanted = injections(inject);
    const trace = await playThrough(scenario, { inject: wanted, ...(setup ? { setup } : {}) });
    expect(trace.filter(({ kind }) => kind === 'fault.fired')).toHaveLength(wanted.length);
    await expect(account(trace)).toMatchFileSnapshot(`transcripts/${name}.txt`);
  });
});

function injections(texts: Told['inject'] = []) {
  return (typeof texts === 'string' ? [texts] : texts).map(injection);
}

function injection(text: string) {
  const [typed = '', moment = ''] = text.split('@');
  const fault = parseFault(typed);
  if ('error' in fault) throw new Error(fault.error);
  return { ...fault, at: at(moment) };
}
