import * as fc from 'fast-check';
import type { Check, EventData, EventKind, HeaderLine, StoredCookie, StoreRow, TraceEvent } from '../../../src/model';
import { BALANCED_CAST, CAST } from './traces';

/** Traces by chance: any kind of event after any other, with text that means harm to whoever shows it. */

const HOSTILE = [
  'end',
  'a;b',
  '#35;',
  '%%{init: {"theme":"dark"}}%%',
  '%% gone',
  '$$x^2$$',
  'wrap: x',
  'nowrap: x',
  'two\nlines',
  '\r',
  '"',
  "'",
  'A->>B: c',
  '<img src=x onerror=alert(1)>',
  '&lt;',
  '`',
  '\\',
  '😀',
  'שלום',
  '\u202egnp',
  '{{x}}',
  '[x](y)',
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  '\ud800',
  ' ',
  '',
  'loop',
  'x'.repeat(10_000),
  'ﬂ°°35¶ß',
];

export const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 60 }), fc.string());

/** Secrets are long and drawn from few, so that events refer to each other. */
const secretLetters = fc.string({
  unit: fc.constantFrom(...'abcdefghijkmnpqrstuvwxyz23456789'),
  minLength: 20,
  maxLength: 24,
});
export const secrets = fc.array(secretLetters, { minLength: 3, maxLength: 3 });

const ids = fc.constantFrom(
  'browser',
  'thief',
  'balancer',
  'app',
  'app-2',
  'app-3',
  'store',
  'store-2',
  'lab',
  'stranger',
  'server',
  '__proto__',
);
const nodes = fc.uniqueArray(fc.constantFrom('app', 'app-2', 'app-3', 'stranger'), { maxLength: 4 });
const moments = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(-1, 9e15, 0));
const json = fc.oneof(
  fc.constant({}),
  fc.dictionary(text, fc.oneof(text, fc.integer(), fc.constant(null)), { maxKeys: 3 }),
);

type Generators = { readonly [K in EventKind]: fc.Arbitrary<EventData[K]> };

/** A generator for every kind; one that is missing does not compile. */
function generators(secret: fc.Arbitrary<string>): Generators {
  const cookieValue = secret.map((sid) => `s%3A${sid}.sig`);
  const check: fc.Arbitrary<Check> = fc.record({
    id: fc.constantFrom('exp', 'signature', 'iss'),
    title: text,
    outcome: fc.constantFrom('passed', 'failed', 'skipped'),
    actual: fc.oneof(text, secret),
  });
  const checks = fc.array(check, { maxLength: 3 });
  const verdict = fc.record({
    ok: fc.boolean(),
    checks: fc.array(
      check.map((each) => ({ ...each, actual: 'x' })),
      { maxLength: 2 },
    ),
  });
  const header: fc.Arbitrary<HeaderLine> = fc.oneof(
    fc.tuple(
      fc.constant('Cookie'),
      cookieValue.map((value) => `sid=${value}`),
    ),
    fc.tuple(
      fc.constant('Authorization'),
      secret.map((value) => `Bearer ${value}`),
    ),
    fc.tuple(fc.constant('Authorization'), secret),
    fc.tuple(
      fc.constant('Set-Cookie'),
      cookieValue.map((value) => `sid=${value}; Max-Age=0; __proto__=x`),
    ),
    fc.tuple(fc.constantFrom('WWW-Authenticate', 'Location', '__proto__', 'X-Odd'), text),
  );
  const headers = fc.array(header, { maxLength: 4 });
  const user = fc.oneof(
    fc.constant({}),
    text.map((name) => ({ user: { id: '1', name } })),
    json,
  );
  const row: fc.Arbitrary<StoreRow> = fc.record({
    sid: secret,
    data: user,
    bytes: fc.nat(),
    expires: fc.option(moments, { nil: null }),
  });
  const sealed = {
    name: text,
    value: secret,
    data: user,
    bytes: fc.nat(),
    expires: fc.option(moments, { nil: null }),
  };
  const cookie: fc.Arbitrary<StoredCookie> = fc.record({
    name: text,
    value: cookieValue,
    domain: text,
    hostOnly: fc.boolean(),
    path: text,
    secure: fc.boolean(),
    httpOnly: fc.boolean(),
    sameSite: fc.constantFrom('strict', 'lax', 'none', 'default'),
    partitioned: fc.boolean(),
    expires: fc.option(moments, { nil: null }),
    created: moments,
  });
  const op = fc.constantFrom('get', 'set', 'touch', 'destroy', 'all', 'clear');
  const table = fc.constantFrom('sessions', 'denylist', 'refresh-tokens');
  const account = fc.record({
    subject: text,
    rule: fc.constantFrom('locked', 'version', 'lifetime'),
    expected: text,
    actual: text,
    allowed: fc.boolean(),
  });
  const area = fc.constantFrom('localStorage', 'sessionStorage');
  const claims = fc.record({ sub: text, exp: fc.oneof(fc.nat(), text) }, { requiredKeys: [] }) as fc.Arbitrary<
    Record<string, unknown>
  >;
  const password = secret.map((value) => JSON.stringify({ username: 'alice', password: value }));
  const line = cookieValue.map((value) => `sid=${value}; Path=/; Odd`);
  const status = fc.constantFrom(100, 200, 204, 302, 400, 401, 403, 404, 500, 503);
  return {
    'run.started': fc.record({
      scenario: text,
      title: text,
      seed: text,
      actors: fc.constantFrom(CAST, BALANCED_CAST),
      clock: moments,
    }),
    'run.ended': fc.record({ outcome: fc.constantFrom('completed', 'stopped'), acts: fc.nat() }),
    'act.started': fc.record({ act: text, title: text, by: ids }),
    'act.resumed': fc.record({ act: text, title: text, by: ids }),
    'node.hung': fc.constant({}),
    'node.resumed': fc.constant({}),
    'node.added': fc.record({
      actor: fc.record({ id: ids, role: fc.constant('server' as const), label: text }),
      nodes,
    }),
    'node.removed': fc.record({ node: ids, nodes }),
    'node.started': fc.record({
      app: text,
      holds: fc.array(fc.record({ name: text, kind: fc.constant('cookie-secret' as const), fingerprint: text }), {
        maxLength: 2,
      }),
    }),
    'node.exited': fc.record({
      signal: fc.constantFrom('SIGKILL', 'SIGTERM', null),
      code: fc.constantFrom(0, 1, null),
      expected: fc.boolean(),
    }),
    'store.opened': fc.record(
      { store: text, table, durable: fc.boolean(), rows: fc.array(row, { maxLength: 2 }) },
      { requiredKeys: ['store', 'durable', 'rows'] },
    ),
    'store.asked': fc.record({ op, table, sid: secret, row }, { requiredKeys: ['op'] }),
    'store.answered': fc.record(
      { op, table, sid: secret, hit: fc.boolean(), row, rows: fc.array(row, { maxLength: 2 }) },
      { requiredKeys: ['op'] },
    ),
    'store.failed': fc.record({ op, table, sid: secret, message: text }, { requiredKeys: ['op', 'message'] }),
    'store.changed': fc.record({
      how: fc.constantFrom('evicted', 'corrupted', 'edited', 'expired'),
      sid: secret,
      row: fc.option(row, { nil: null }),
    }),
    'request.forwarded': fc.record({
      to: ids,
      policy: fc.constantFrom('round-robin', 'sticky', 'least-connections'),
      why: text,
    }),
    'response.relayed': fc.record({ from: ids, status, reason: text, headers, added: headers }),
    'network.disturbed': fc.record(
      {
        how: fc.constantFrom('delayed', 'dropped', 'reset', 'truncated', 'duplicated', 'rewritten', 'discarded'),
        direction: fc.constantFrom('request', 'response'),
        from: ids,
        to: ids,
        ms: fc.nat(),
        kept: fc.nat(),
        of: fc.nat(),
        as: fc.constantFrom('x1', 'x2', 'x3'),
        attribute: text,
      },
      { requiredKeys: ['how', 'direction', 'from', 'to'] },
    ),
    'request.sent': fc.record({
      method: fc.oneof(fc.constantFrom('GET', 'POST'), text),
      url: fc.oneof(
        fc.constantFrom('https://shop.example/profile', '/logout', '/'),
        text,
        secret.map((value) => `/x?token=${value}`),
      ),
      headers,
      body: fc.oneof(fc.constant(''), password),
      cookies: fc.array(fc.record({ name: text, ok: fc.boolean(), checks: fc.constant([]) }), { maxLength: 2 }),
    }),
    'request.received': fc.record({ method: text, path: text, headers, body: password }),
    'request.failed': fc.record({ code: text, message: text }),
    'route.matched': fc.record({ method: text, path: text }),
    'cookie.verified': fc.record({ name: text, sid: secret, checks }),
    'cookie.rejected': fc.record({ name: text, value: cookieValue, checks }),
    'session.generated': fc.record({ sid: secret }),
    'session.regenerated': fc.record({ from: secret, to: secret }),
    'session.sealed': fc.record(sealed),
    'session.unsealed': fc.record({ ...sealed, checks }),
    'session.rejected': secret.chain((value) =>
      fc.record({
        name: text,
        value: fc.constant(value),
        bytes: fc.nat(),
        message: fc.constantFrom('Bad hmac value', `bad seal ${value}`, ''),
        checks: fc.array(
          check.map((each) => ({ ...each, actual: value })),
          { maxLength: 2 },
        ),
      }),
    ),
    'password.checked': fc.record({ username: text, known: fc.boolean(), matches: fc.boolean(), algorithm: text }),
    'user.read': fc.record(
      { id: text, found: fc.boolean(), role: text, locked: fc.boolean(), version: fc.nat() },
      { requiredKeys: ['id', 'found'] },
    ),
    'user.changed': fc.record({
      id: text,
      name: text,
      what: fc.constantFrom('role', 'locked', 'password', 'version'),
      role: text,
      locked: fc.boolean(),
      version: fc.nat(),
    }),
    'account.checked': account,
    'account.refused': account,
    'role.checked': fc.record({ subject: text, required: text, actual: text, allowed: fc.boolean() }),
    'token.signed': fc.record({ token: secret, header: json, claims, key: text }),
    'refresh.issued': fc.record({ family: secret, id: secret, expires: moments }),
    'refresh.rotated': fc.record({ family: secret, from: secret, to: secret }),
    'refresh.reused': fc.record({ family: secret, id: secret, revoked: fc.nat() }),
    'refresh.rejected': secret.chain((id) =>
      fc.record({ id: fc.constant(id), why: fc.oneof(text, fc.constant(`${id} is not known`)) }),
    ),
    'key.taken': fc.record({
      from: fc.constantFrom('table', 'file', 'address'),
      name: text,
      key: fc.option(text, { nil: null }),
    }),
    'token.decoded': fc.record({ token: secret, claims }),
    'token.forged': fc.record({
      attack: text,
      title: text,
      token: fc.option(secret, { nil: null }),
      changes: fc.array(text, { maxLength: 3 }),
      note: text,
    }),
    'token.verified': fc.record({ token: secret, header: json, claims, checks }),
    'token.rejected': secret.chain((token) =>
      fc.record({
        token: fc.constant(token),
        message: fc.constantFrom('jwt expired', `bad token ${token}`, ''),
        checks: fc.array(
          check.map((each) => ({ ...each, actual: token })),
          { maxLength: 2 },
        ),
      }),
    ),
    'response.started': fc.record({ status, reason: text, headers }),
    'response.ended': fc.record({ body: text, bytes: fc.nat() }),
    'response.received': fc.record({ status, reason: text, headers, body: text, bytes: fc.nat() }),
    'response.lost': fc.record({ code: text, message: text, gotHead: fc.boolean() }),
    'cookie.stored': fc.record({ cookie, line, replaced: fc.boolean(), verdict }),
    'cookie.refused': fc.record({ name: text, line, verdict }),
    'cookie.deleted': fc.record({ name: text, line: fc.option(line, { nil: null }) }),
    'cookie.edited': fc.record({ cookie }),
    'cookie.removed': fc.record({ name: text }),
    'storage.edited': fc.record({ area, key: text, value: secret }),
    'storage.written': fc.record({ area, key: text, value: secret }),
    'storage.removed': fc.record({ area, key: text }),
    'credential.copied': fc.record({
      what: fc.constantFrom('cookie', 'token'),
      name: text,
      value: fc.oneof(secret, cookieValue),
      from: ids,
      to: ids,
    }),
    'credential.missed': fc.record({ what: fc.constantFrom('cookie', 'token'), from: ids, to: ids }),
    'fault.armed': fc.record({ fault: text, title: text, at: text }),
    'fault.fired': fc.record(
      { fault: text, title: text, target: ids, lasting: fc.boolean() },
      { requiredKeys: ['fault', 'title', 'target'] },
    ),
    'fault.lifted': fc.record({ fault: text, title: text, target: ids }),
    'clock.skewed': fc.record({ node: ids, by: fc.integer() }),
    'clock.advanced': fc.record({ by: fc.nat(), to: moments }),
  };
}

export interface RandomTrace {
  readonly trace: readonly TraceEvent[];
  /** Every token, session id and password in it. */
  readonly secrets: readonly string[];
}

/** Kinds in an order that leads somewhere more often than chance alone would. */
const LIKELY: readonly EventKind[] = [
  'request.sent',
  'request.forwarded',
  'request.received',
  'store.asked',
  'store.answered',
  'response.started',
  'response.ended',
  'response.relayed',
  'response.received',
];

export const randomTrace: fc.Arbitrary<RandomTrace> = secrets.chain((pool) => {
  const byKind = generators(fc.constantFrom(...pool));
  const kinds = Object.keys(byKind) as EventKind[];
  const kind = fc.oneof(fc.constantFrom(...kinds), fc.constantFrom(...LIKELY));
  const event = kind.chain((each) =>
    fc.record({
      kind: fc.constant(each),
      data: byKind[each] as fc.Arbitrary<unknown>,
      actor: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom('browser', 'balancer', 'app') },
        { weight: 1, arbitrary: ids },
      ),
      boot: fc.integer({ min: 1, max: 3 }),
      exchange: fc.constantFrom('x1', 'x2', 'x3', undefined),
      later: fc.nat({ max: 1_000 }),
    }),
  );
  return fc.array(event, { maxLength: 40, size: 'max' }).map((drawn) => {
    let at = Date.UTC(2026, 0, 5, 9);
    const trace = drawn.map(({ later, exchange, ...rest }, seq) => {
      at += later;
      return { seq, at, ...rest, ...(exchange === undefined ? {} : { exchange }) } as TraceEvent;
    });
    return { trace, secrets: pool };
  });
});
