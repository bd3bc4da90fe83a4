import {
  BALANCING,
  isEventKind,
  type ActorRole,
  type EventData,
  type EventKind,
  type StoreOperation,
  type StoreTable,
} from '../../model';

/**
 * What each kind of event must say, checked where a trace comes from outside. One row to a kind; a member that is
 * missing here does not compile. Members that are not in the table are left alone: nobody reads them.
 */

/** Null for a value that is right; else what is wrong: the place inside the value, and what must stand there. */
type Rule = (value: unknown) => Wrong | null;
interface Wrong {
  readonly at: string;
  readonly must: string;
}

const must = (words: string): Wrong => ({ at: '', must: words });
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Rule = (value) => (typeof value === 'string' ? null : must('must be text'));
const flag: Rule = (value) => (typeof value === 'boolean' ? null : must('must be true or false'));
const number: Rule = (value) => (Number.isFinite(value) ? null : must('must be a number'));
const whole: Rule = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? null : must('must be a whole number, 0 or more');
const integer: Rule = (value) => (Number.isSafeInteger(value) ? null : must('must be a whole number'));
const object: Rule = (value) => (isObject(value) ? null : must('must be an object'));

const oneOf =
  (...words: readonly string[]): Rule =>
  (value) =>
    typeof value === 'string' && words.includes(value) ? null : must(`must be one of ${words.join(', ')}`);

const nullable =
  (rule: Rule): Rule =>
  (value) => {
    if (value === null) return null;
    const wrong = rule(value);
    return wrong && { ...wrong, must: `${wrong.must}, or null` };
  };

/** A member that may be missing. */
const optional =
  (rule: Rule): Rule =>
  (value) =>
    value === undefined ? null : rule(value);

const list =
  (rule: Rule): Rule =>
  (value) => {
    if (!Array.isArray(value)) return must('must be a list');
    for (const [index, each] of (value as unknown[]).entries()) {
      const wrong = rule(each);
      if (wrong) return { at: `[${String(index)}]${wrong.at}`, must: wrong.must };
    }
    return null;
  };

const shape =
  (members: Readonly<Record<string, Rule>>): Rule =>
  (value) => {
    if (!isObject(value)) return must('must be an object');
    for (const [name, rule] of Object.entries(members)) {
      const wrong = rule(Object.hasOwn(value, name) ? value[name] : undefined);
      if (wrong) return { at: `.${name}${wrong.at}`, must: wrong.must };
    }
    return null;
  };

const pair: Rule = (value) =>
  Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'string')
    ? null
    : must('must be a name and a value');

const headers = list(pair);
const check = shape({
  id: text,
  title: text,
  outcome: oneOf('passed', 'failed', 'skipped'),
  expected: optional(text),
  actual: optional(text),
  fix: optional(text),
  source: optional(text),
});
const checks = list(check);
const verdict = shape({ ok: flag, checks });
const row = shape({ sid: text, data: object, bytes: whole, expires: nullable(number) });
const cookie = shape({
  name: text,
  value: text,
  domain: text,
  hostOnly: flag,
  path: text,
  secure: flag,
  httpOnly: flag,
  sameSite: oneOf('strict', 'lax', 'none', 'default'),
  partitioned: flag,
  expires: nullable(number),
  created: number,
});

const ROLES: Readonly<Record<ActorRole, true>> = {
  browser: true,
  attacker: true,
  balancer: true,
  server: true,
  store: true,
  lab: true,
};
const OPERATIONS: Readonly<Record<StoreOperation, true>> = {
  get: true,
  set: true,
  touch: true,
  destroy: true,
  all: true,
  clear: true,
};
const TABLES: Readonly<Record<StoreTable, true>> = { sessions: true, denylist: true, 'refresh-tokens': true };

const actor = shape({ id: text, role: oneOf(...Object.keys(ROLES)), label: text });
const op = oneOf(...Object.keys(OPERATIONS));
const table = optional(oneOf(...Object.keys(TABLES)));
const area = oneOf('localStorage', 'sessionStorage');
const what = oneOf('cookie', 'token');
const status: Rule = (value) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 999 ? null : must('must be a status code');
const sealed = { name: text, value: text, data: object, bytes: whole, expires: nullable(number) };
const head = { status, reason: text, headers };

type Members<K extends EventKind> = { readonly [M in keyof EventData[K]]-?: Rule };

const MEMBERS: { readonly [K in EventKind]: Members<K> } = {
  'run.started': { scenario: text, title: text, seed: text, actors: list(actor), clock: number },
  'run.ended': { outcome: oneOf('completed', 'stopped'), acts: whole },
  'act.started': { act: text, title: text, by: text },
  'act.resumed': { act: text, title: text, by: text },
  'node.started': {
    app: text,
    holds: list(
      shape({
        name: text,
        kind: oneOf('cookie-secret', 'hmac-key', 'public-key', 'private-key'),
        fingerprint: text,
      }),
    ),
    edited: optional(flag),
  },
  'node.hung': {},
  'node.resumed': {},
  'node.added': { actor, nodes: list(text) },
  'node.removed': { node: text, nodes: list(text) },
  'node.exited': { signal: nullable(text), code: nullable(integer), expected: flag },
  'store.opened': { store: text, table, durable: flag, rows: list(row) },
  'store.asked': { op, table, sid: optional(text), row: optional(row), iat: optional(number) },
  'store.answered': {
    op,
    table,
    sid: optional(text),
    iat: optional(number),
    hit: optional(flag),
    row: optional(row),
    rows: optional(list(row)),
  },
  'store.failed': { op, table, sid: optional(text), iat: optional(number), message: text },
  'store.changed': { how: oneOf('evicted', 'corrupted', 'edited', 'expired'), sid: text, row: nullable(row) },
  'request.sent': {
    method: text,
    url: text,
    headers,
    body: text,
    cookies: list(shape({ name: text, ok: flag, checks })),
  },
  'request.received': { method: text, path: text, headers, body: text },
  'request.failed': { code: text, message: text },
  'request.forwarded': { to: text, policy: oneOf(...BALANCING), why: text },
  'response.relayed': { from: text, ...head, added: headers },
  'network.disturbed': {
    how: oneOf('delayed', 'dropped', 'reset', 'truncated', 'duplicated', 'rewritten', 'discarded'),
    direction: oneOf('request', 'response'),
    from: text,
    to: text,
    ms: optional(number),
    kept: optional(whole),
    of: optional(whole),
    as: optional(text),
    attribute: optional(text),
  },
  'route.matched': { method: text, path: text },
  'cookie.verified': { name: text, sid: text, checks },
  'cookie.rejected': { name: text, value: text, checks },
  'session.generated': { sid: text },
  'session.regenerated': { from: text, to: text },
  'session.sealed': sealed,
  'session.unsealed': { ...sealed, checks },
  'session.rejected': { name: text, value: text, bytes: whole, message: text, checks },
  'password.checked': { username: text, known: flag, matches: flag, algorithm: text },
  'user.read': { id: text, found: flag, role: optional(text), locked: optional(flag), version: optional(integer) },
  'user.changed': {
    id: text,
    name: text,
    what: oneOf('role', 'locked', 'password', 'permissions', 'version'),
    role: text,
    locked: flag,
    version: integer,
    permissions: optional(whole),
  },
  'account.checked': {
    subject: text,
    rule: oneOf('locked', 'version', 'lifetime'),
    expected: text,
    actual: text,
    allowed: flag,
  },
  'account.refused': {
    subject: text,
    rule: oneOf('locked', 'version', 'lifetime'),
    expected: text,
    actual: text,
    allowed: flag,
  },
  'role.checked': { subject: text, required: text, actual: text, allowed: flag },
  'key.taken': { from: oneOf('table', 'file', 'address'), name: text, key: nullable(text) },
  'token.decoded': { token: text, claims: object },
  'token.forged': { attack: text, title: text, token: nullable(text), changes: list(text), note: text },
  'token.signed': { token: text, header: object, claims: object, key: text },
  'refresh.issued': { family: text, id: text, expires: number },
  'refresh.rotated': { family: text, from: text, to: text },
  'refresh.reused': { family: text, id: text, revoked: whole },
  'refresh.rejected': { id: text, why: text },
  'token.verified': { token: text, header: object, claims: object, checks },
  'token.rejected': { token: text, message: text, checks },
  'response.started': head,
  'response.ended': { body: text, bytes: whole },
  'response.received': { ...head, body: text, bytes: whole },
  'response.lost': { code: text, message: text, gotHead: flag },
  'cookie.stored': { cookie, line: text, replaced: flag, verdict },
  'cookie.refused': { name: text, line: text, verdict },
  'cookie.deleted': { name: text, line: nullable(text) },
  'cookie.edited': { cookie },
  'cookie.removed': { name: text },
  'storage.written': { area, key: text, value: text },
  'storage.edited': { area, key: text, value: text },
  'storage.removed': { area, key: text },
  'credential.copied': { what, name: text, value: text, from: text, to: text },
  'credential.missed': { what, from: text, to: text },
  'fault.armed': { fault: text, title: text, at: text },
  'fault.fired': { fault: text, title: text, target: text, lasting: optional(flag) },
  'fault.lifted': { fault: text, title: text, target: text },
  'clock.advanced': { by: number, to: number },
  'clock.skewed': { node: text, by: number },
};

const frame = shape({
  at: number,
  actor: text,
  boot: whole,
  kind: text,
  exchange: optional(text),
  source: optional(shape({ file: text, line: integer, column: integer })),
});

/**
 * Checks one event of a trace that comes from outside.
 * @param index the place that it has in the trace, which must also be its number
 * @returns null for an event that says what its kind says; else a sentence with the place
 */
export function wrongEvent(event: unknown, index: number): string | null {
  const name = `Event ${String(index)}`;
  if (!isObject(event)) return `${name} must be an object.`;
  const outside = frame(event);
  if (outside) return `${name}: ${place(outside)} ${outside.must}.`;
  const kind = event['kind'] as string;
  if (!isEventKind(kind))
    return `${name}: ${JSON.stringify(kind.slice(0, 40))} is not a kind of event that this version of Auth Lab knows.`;
  if (event['seq'] !== index) {
    const found = Number.isInteger(event['seq']) ? `has the number ${String(event['seq'])}` : 'has no number';
    return `${name} (${kind}) ${found}: something is missing or out of order.`;
  }
  const inside = shape(MEMBERS[kind])(event['data']);
  if (!inside) return null;
  return `${name} (${kind}): ${inside.at === '' ? 'its data' : place(inside)} ${inside.must}.`;
}

/** `"row.expires"`, without the dot in front. */
function place({ at }: Wrong): string {
  return `"${at.replace(/^\./, '')}"`;
}
