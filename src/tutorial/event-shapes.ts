import type { EventData, EventKind } from '../model';

/**
 * What stands in the data of each kind of event, for a tutorial's patterns: a pattern that names something else can
 * never match. A list of words: one of them. `any`: it is not looked into.
 */
export type Shape = 'text' | 'number' | 'flag' | 'headers' | 'json' | 'any' | readonly string[];

type Shapes = { readonly [K in EventKind]: { readonly [M in keyof EventData[K]]-?: Shape } };

const OPERATIONS = ['get', 'set', 'touch', 'destroy', 'all', 'clear'];
const TABLES = ['sessions', 'denylist', 'refresh-tokens'];
const CREDENTIALS = ['cookie', 'token'];
const STORAGE = ['localStorage', 'sessionStorage'];
const DIRECTIONS = ['request', 'response'];
const POLICIES = ['round-robin', 'sticky', 'least-connections'];
const RULES = ['locked', 'version', 'lifetime'];

const ACCOUNT = { subject: 'text', rule: RULES, expected: 'text', actual: 'text', allowed: 'flag' } as const;
const ACT = { act: 'text', title: 'text', by: 'text' } as const;
const FAULT = { fault: 'text', title: 'text', target: 'text' } as const;
const COPY = { what: CREDENTIALS, name: 'text', from: 'text', to: 'text' } as const;
const SEALED = { name: 'text', value: 'text', data: 'any', bytes: 'number', expires: 'any' } as const;

/** A kind or a member that is missing here does not compile. */
export const EVENT_SHAPES: Shapes = {
  'run.started': { scenario: 'text', title: 'text', seed: 'text', actors: 'any', clock: 'number' },
  'run.ended': { outcome: ['completed', 'stopped'], acts: 'number' },
  'act.started': ACT,
  'act.resumed': ACT,
  'node.started': { app: 'text', holds: 'any', edited: 'flag' },
  'node.hung': {},
  'node.resumed': {},
  'node.added': { actor: 'any', nodes: 'any' },
  'node.removed': { node: 'text', nodes: 'any' },
  'node.exited': { signal: 'any', code: 'any', expected: 'flag' },
  'store.opened': { store: 'text', table: TABLES, durable: 'flag', rows: 'any' },
  'store.asked': { op: OPERATIONS, table: TABLES, sid: 'text', row: 'any', iat: 'number' },
  'store.answered': { op: OPERATIONS, table: TABLES, sid: 'text', iat: 'number', hit: 'flag', row: 'any', rows: 'any' },
  'store.failed': { op: OPERATIONS, table: TABLES, sid: 'text', iat: 'number', message: 'text' },
  'store.changed': { how: ['evicted', 'corrupted', 'edited', 'expired'], sid: 'text', row: 'any' },
  'request.sent': { method: 'text', url: 'text', headers: 'headers', body: 'json', cookies: 'any' },
  'request.received': { method: 'text', path: 'text', headers: 'headers', body: 'json' },
  'request.failed': { code: 'text', message: 'text' },
  'request.forwarded': { to: 'text', policy: POLICIES, why: 'text' },
  'response.relayed': { from: 'text', status: 'number', reason: 'text', headers: 'headers', added: 'headers' },
  'network.disturbed': {
    how: ['delayed', 'dropped', 'reset', 'truncated', 'duplicated', 'rewritten', 'discarded'],
    direction: DIRECTIONS,
    from: 'text',
    to: 'text',
    ms: 'number',
    kept: 'number',
    of: 'number',
    as: 'text',
    attribute: 'text',
  },
  'route.matched': { method: 'text', path: 'text' },
  'cookie.verified': { name: 'text', sid: 'text', checks: 'any' },
  'cookie.rejected': { name: 'text', value: 'text', checks: 'any' },
  'session.generated': { sid: 'text' },
  'session.regenerated': { from: 'text', to: 'text' },
  'session.sealed': SEALED,
  'session.unsealed': { ...SEALED, checks: 'any' },
  'session.rejected': { name: 'text', value: 'text', bytes: 'number', message: 'text', checks: 'any' },
  'password.checked': { username: 'text', known: 'flag', matches: 'flag', algorithm: 'text' },
  'user.read': { id: 'text', found: 'flag', role: 'text', locked: 'flag', version: 'number' },
  'user.changed': {
    id: 'text',
    name: 'text',
    what: ['role', 'locked', 'password', 'permissions', 'version'],
    role: 'text',
    locked: 'flag',
    version: 'number',
    permissions: 'number',
  },
  'account.checked': ACCOUNT,
  'account.refused': ACCOUNT,
  'role.checked': { subject: 'text', required: 'text', actual: 'text', allowed: 'flag' },
  'token.signed': { token: 'text', header: 'any', claims: 'any', key: 'text' },
  'refresh.issued': { family: 'text', id: 'text', expires: 'number' },
  'refresh.rotated': { family: 'text', from: 'text', to: 'text' },
  'refresh.reused': { family: 'text', id: 'text', revoked: 'number' },
  'refresh.rejected': { id: 'text', why: 'text' },
  'key.taken': { from: ['table', 'file', 'address'], name: 'text', key: 'text' },
  'token.decoded': { token: 'text', claims: 'any' },
  'token.forged': { attack: 'text', title: 'text', token: 'text', changes: 'any', note: 'text' },
  'token.verified': { token: 'text', header: 'any', claims: 'any', checks: 'any' },
  'token.rejected': { token: 'text', message: 'text', checks: 'any' },
  'response.started': { status: 'number', reason: 'text', headers: 'headers' },
  'response.ended': { body: 'json', bytes: 'number' },
  'response.received': { status: 'number', reason: 'text', headers: 'headers', body: 'json', bytes: 'number' },
  'response.lost': { code: 'text', message: 'text', gotHead: 'flag' },
  'cookie.stored': { cookie: 'any', line: 'text', replaced: 'flag', verdict: 'any' },
  'cookie.refused': { name: 'text', line: 'text', verdict: 'any' },
  'cookie.deleted': { name: 'text', line: 'any' },
  'cookie.edited': { cookie: 'any' },
  'cookie.removed': { name: 'text' },
  'storage.written': { area: STORAGE, key: 'text', value: 'text' },
  'storage.edited': { area: STORAGE, key: 'text', value: 'text' },
  'storage.removed': { area: STORAGE, key: 'text' },
  'credential.copied': { ...COPY, value: 'text' },
  'credential.missed': { what: COPY.what, from: COPY.from, to: COPY.to },
  'fault.armed': { fault: 'text', title: 'text', at: 'text' },
  'fault.fired': { ...FAULT, lasting: 'flag' },
  'fault.lifted': FAULT,
  'clock.advanced': { by: 'number', to: 'number' },
  'clock.skewed': { node: 'text', by: 'number' },
};
