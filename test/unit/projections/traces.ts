import type {
  Actor,
  Check,
  EventData,
  EventKind,
  EventOf,
  HeaderLine,
  StoredCookie,
  StoreRow,
  TraceEvent,
} from '../../../src/model';

/** Small runs written by hand after the model, for projections to read. Ids, tokens and times are made up. */

export const BEGAN = Date.UTC(2026, 0, 5, 9);
const MINUTE = 60_000;

export const CAST: readonly Actor[] = [
  { id: 'thief', role: 'attacker', label: 'Thief' },
  { id: 'browser', role: 'browser', label: 'Browser' },
  { id: 'app', role: 'server', label: 'Server' },
  { id: 'store', role: 'store', label: 'Session store' },
];

/** Two servers behind a load balancer, each with its own memory. */
export const BALANCED_CAST: readonly Actor[] = [
  { id: 'thief', role: 'attacker', label: 'Thief' },
  { id: 'browser', role: 'browser', label: 'Browser' },
  { id: 'balancer', role: 'balancer', label: 'Load balancer' },
  { id: 'app', role: 'server', label: 'Server 1' },
  { id: 'app-2', role: 'server', label: 'Server 2' },
  { id: 'store', role: 'store', label: 'Memory of server 1' },
  { id: 'store-2', role: 'store', label: 'Memory of server 2' },
];

interface Where {
  readonly actor: string;
  readonly exchange?: string;
  readonly boot?: number;
}

/** Appends events and numbers them as the recorder does: a millisecond each. */
export class Story {
  readonly events: TraceEvent[] = [];
  #now = BEGAN;
  #exchanges = 0;

  add<K extends EventKind>(kind: K, data: EventData[K], { actor, exchange, boot = 1 }: Where): this {
    this.#now += 1;
    const frame = { seq: this.events.length, at: this.#now, actor, boot, kind };
    const event: Omit<EventOf<K>, 'kind'> & { kind: K } = {
      ...frame,
      ...(exchange === undefined ? {} : { exchange }),
      data,
    };
    this.events.push(event as unknown as TraceEvent);
    return this;
  }

  get now(): number {
    return this.#now;
  }

  begin(actors = CAST): this {
    const data = { scenario: 'test', title: 'A run for a test', seed: 's', actors, clock: BEGAN };
    return this.add('run.started', data, { actor: 'lab' });
  }

  act(title: string, by = 'browser'): this {
    return this.add('act.started', { act: title.toLowerCase().replaceAll(' ', '-'), title, by }, { actor: by });
  }

  start(boot = 1, secret = 'Cookie secret', fingerprint = '11aa22bb'): this {
    const holds = [{ name: secret, kind: 'cookie-secret' as const, fingerprint }];
    return this.add('node.started', { app: 'stateful', holds }, { actor: 'app', boot });
  }

  open(rows: readonly StoreRow[] = [], boot = 1, durable = false): this {
    return this.add('store.opened', { store: 'memory', durable, rows }, { actor: 'store', boot });
  }

  /** Sends a request and lets it arrive. @returns the exchange's id */
  ask(
    method: string,
    path: string,
    headers: readonly HeaderLine[] = [],
    body = '',
    client = 'browser',
    boot = 1,
  ): string {
    const exchange = this.send(method, path, headers, body, client);
    this.add('request.received', { method, path, headers, body }, { actor: 'app', exchange, boot });
    return exchange;
  }

  /** Sends a request that may or may not arrive. */
  send(method: string, path: string, headers: readonly HeaderLine[] = [], body = '', client = 'browser'): string {
    this.#exchanges += 1;
    const exchange = `x${String(this.#exchanges)}`;
    const url = `https://shop.example${path}`;
    this.add('request.sent', { method, url, headers, body, cookies: [] }, { actor: client, exchange });
    return exchange;
  }

  answer(
    exchange: string,
    status: number,
    reason: string,
    headers: readonly HeaderLine[] = [],
    body = '',
    client = 'browser',
  ): this {
    const bytes = body.length;
    this.add('response.started', { status, reason, headers }, { actor: 'app', exchange });
    this.add('response.ended', { body, bytes }, { actor: 'app', exchange });
    return this.add('response.received', { status, reason, headers, body, bytes }, { actor: client, exchange });
  }

  /** A request that the load balancer passes on to a server. @returns the exchange's id */
  forwarded(path: string, to: string, headers: readonly HeaderLine[] = [], method = 'GET'): string {
    const exchange = this.send(method, path, headers);
    this.forward(exchange, to);
    this.add('request.received', { method, path, headers, body: '' }, { actor: to, exchange });
    return exchange;
  }

  forward(exchange: string, to: string, why = 'it is its turn'): this {
    return this.add('request.forwarded', { to, policy: 'round-robin', why }, { actor: 'balancer', exchange });
  }

  /** A server's answer on its way back through the load balancer. */
  relayed(exchange: string, from: string, status: number, reason: string, added: readonly HeaderLine[] = []): this {
    this.add('response.started', { status, reason, headers: [] }, { actor: from, exchange });
    this.add('response.ended', { body: '', bytes: 0 }, { actor: from, exchange });
    this.add('response.relayed', { from, status, reason, headers: added, added }, { actor: 'balancer', exchange });
    return this.add(
      'response.received',
      { status, reason, headers: added, body: '', bytes: 0 },
      { actor: 'browser', exchange },
    );
  }

  /** One question to the store and its answer. */
  store(
    exchange: string | undefined,
    op: EventData['store.asked']['op'],
    sid: string,
    found?: { hit?: boolean; row?: StoreRow },
    by = 'app',
  ): this {
    const where = exchange === undefined ? {} : { exchange };
    const row = op === 'set' || op === 'touch' ? found?.row : undefined;
    this.add('store.asked', { op, sid, ...(row ? { row } : {}) }, { actor: by, ...where });
    return this.add('store.answered', { op, sid, ...found }, { actor: 'store', ...where });
  }

  advance(ms: number): this {
    this.#now += ms;
    return this.add('clock.advanced', { by: ms, to: this.#now }, { actor: 'lab' });
  }
}

export const SID = '9f8e7d6c5b4a39281706';
export const COOKIE_VALUE = `s%3A${SID}.c2lnbmF0dXJlLW9mLXRoZS1pZA`;
export const COOKIE_LINE = `__Host-sid=${COOKIE_VALUE}; Max-Age=1800; Path=/; HttpOnly; Secure; SameSite=Lax`;
export const CLEAR_LINE = '__Host-sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax';
export const COOKIE_HEADER: HeaderLine = ['Cookie', `__Host-sid=${COOKIE_VALUE}`];
const CHALLENGE: HeaderLine = ['WWW-Authenticate', 'Cookie realm="shop"'];
const BEARER_CHALLENGE: HeaderLine = ['WWW-Authenticate', 'Bearer realm="shop"'];

export const PASSWORD = 'wonderland-and-back';
export const WRONG_PASSWORD = 'looking-glass-house';

const SIGNATURE_FITS: Check = { id: 'signature', title: 'The signature fits', outcome: 'passed' };

export function cookie(now: number): StoredCookie {
  return {
    name: '__Host-sid',
    value: COOKIE_VALUE,
    domain: 'shop.example',
    hostOnly: true,
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'lax',
    partitioned: false,
    expires: now + 30 * MINUTE,
    created: now,
  };
}

export function sessionRow(now: number, sid = SID): StoreRow {
  return { sid, data: { user: { id: '1', name: 'alice' } }, bytes: 106, expires: now + 30 * MINUTE };
}

const credentials = (password: string): string => JSON.stringify({ username: 'alice', password });
const JSON_TYPE: HeaderLine = ['Content-Type', 'application/json'];

/** First visit, wrong password, login, profile, refresh, forbidden, copy, logout, replay: with a session. */
export function statefulStory(): Story {
  const story = new Story().begin().start().open();
  story.act('First visit');
  let x = story.ask('GET', '/profile');
  story.add('session.generated', { sid: 'aaaabbbbccccdddd0000' }, { actor: 'app', exchange: x });
  story.add('route.matched', { method: 'GET', path: '/profile' }, { actor: 'app', exchange: x });
  story.answer(x, 401, 'Unauthorized', [CHALLENGE], '{"error":"Please log in."}');

  story.act('Wrong password');
  x = story.ask('POST', '/login', [JSON_TYPE], credentials(WRONG_PASSWORD));
  story.add(
    'password.checked',
    { username: 'alice', known: true, matches: false, algorithm: 'scrypt' },
    { actor: 'app', exchange: x },
  );
  story.answer(x, 401, 'Unauthorized', [CHALLENGE]);

  story.act('Right password');
  x = story.ask('POST', '/login', [JSON_TYPE], credentials(PASSWORD));
  story.add(
    'password.checked',
    { username: 'alice', known: true, matches: true, algorithm: 'scrypt' },
    { actor: 'app', exchange: x },
  );
  story.store(x, 'destroy', 'aaaabbbbccccdddd1111', {});
  story.add('session.generated', { sid: SID }, { actor: 'app', exchange: x });
  story.add('session.regenerated', { from: 'aaaabbbbccccdddd1111', to: SID }, { actor: 'app', exchange: x });
  story.store(x, 'set', SID, { row: sessionRow(story.now) });
  story.answer(x, 200, 'OK', [['Set-Cookie', COOKIE_LINE]], '{"name":"alice"}');
  keep(story, x, false);

  story.act('Profile');
  x = story.ask('GET', '/profile', [COOKIE_HEADER]);
  lookUp(story, x, true);
  // The head is written while the store is still asked, as express-session does.
  story.add('store.asked', { op: 'touch', sid: SID, row: sessionRow(story.now) }, { actor: 'app', exchange: x });
  story.add(
    'response.started',
    { status: 200, reason: 'OK', headers: [['Set-Cookie', COOKIE_LINE]] },
    { actor: 'app', exchange: x },
  );
  story.add('store.answered', { op: 'touch', sid: SID, row: sessionRow(story.now) }, { actor: 'store', exchange: x });
  story.add('response.ended', { body: '{}', bytes: 2 }, { actor: 'app', exchange: x });
  story.add(
    'response.received',
    { status: 200, reason: 'OK', headers: [], body: '{}', bytes: 2 },
    { actor: 'browser', exchange: x },
  );
  keep(story, x, true);

  story.act('Refresh');
  x = story.ask('GET', '/profile', [COOKIE_HEADER]);
  lookUp(story, x, true);
  story.answer(x, 200, 'OK');

  story.act('Forbidden');
  x = story.ask('GET', '/admin', [COOKIE_HEADER]);
  lookUp(story, x, true);
  story.add(
    'role.checked',
    { subject: '1', required: 'admin', actual: 'user', allowed: false },
    { actor: 'app', exchange: x },
  );
  story.answer(x, 403, 'Forbidden');

  story.act('Copy', 'thief');
  story.add(
    'credential.copied',
    { what: 'cookie', name: '__Host-sid', value: COOKIE_VALUE, from: 'browser', to: 'thief' },
    { actor: 'thief' },
  );

  story.act('Logout');
  x = story.ask('POST', '/logout', [COOKIE_HEADER]);
  lookUp(story, x, true);
  story.store(x, 'destroy', SID, {});
  story.answer(x, 204, 'No Content', [['Set-Cookie', CLEAR_LINE]]);
  story.add('cookie.deleted', { name: '__Host-sid', line: CLEAR_LINE }, { actor: 'browser', exchange: x });

  story.act('Replay', 'thief');
  x = story.ask('GET', '/profile', [COOKIE_HEADER], '', 'thief');
  lookUp(story, x, false);
  story.answer(x, 401, 'Unauthorized', [CHALLENGE], '', 'thief');
  return story.add('run.ended', { outcome: 'completed', acts: 9 }, { actor: 'lab' });
}

function keep(story: Story, exchange: string, replaced: boolean): void {
  const verdict = { ok: true, checks: [] };
  story.add(
    'cookie.stored',
    { cookie: cookie(story.now), line: COOKIE_LINE, replaced, verdict },
    { actor: 'browser', exchange },
  );
}

/** The cookie's signature, then the store. */
export function lookUp(story: Story, exchange: string, hit: boolean): void {
  story.add('cookie.verified', { name: '__Host-sid', sid: SID, checks: [SIGNATURE_FITS] }, { actor: 'app', exchange });
  story.store(exchange, 'get', SID, hit ? { hit: true, row: sessionRow(BEGAN) } : { hit: false });
}

const TOKEN_HEADER = { alg: 'HS256', typ: 'JWT' };
/** Seconds since the epoch, as JWT counts. */
const ISSUED = BEGAN / 1_000;
export const CLAIMS = {
  name: 'alice',
  role: 'user',
  sub: '1',
  iat: ISSUED,
  exp: ISSUED + 900,
  iss: 'https://shop.example',
  jti: 'jti-0001',
};
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
export const TOKEN = `${encode(TOKEN_HEADER)}.${encode(CLAIMS)}.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg`;
export const BEARER_HEADER: HeaderLine = ['Authorization', `Bearer ${TOKEN}`];

/** The same acts with a token in localStorage, and the clock moved on at the end. */
export function statelessStory(): Story {
  const story = new Story().begin(CAST.filter(({ role }) => role !== 'store')).start(1, 'Signing key');
  story.act('First visit');
  let x = story.ask('GET', '/profile');
  story.answer(x, 401, 'Unauthorized', [BEARER_CHALLENGE]);

  story.act('Right password');
  x = story.ask('POST', '/login', [JSON_TYPE], credentials(PASSWORD));
  story.add(
    'password.checked',
    { username: 'alice', known: true, matches: true, algorithm: 'scrypt' },
    { actor: 'app', exchange: x },
  );
  story.add(
    'token.signed',
    { token: TOKEN, header: TOKEN_HEADER, claims: CLAIMS, key: '11aa22bb' },
    { actor: 'app', exchange: x },
  );
  story.answer(x, 200, 'OK', [], JSON.stringify({ access_token: TOKEN }));
  story.add('storage.written', { area: 'localStorage', key: 'access_token', value: TOKEN }, { actor: 'browser' });

  story.act('Profile');
  x = story.ask('GET', '/profile', [BEARER_HEADER]);
  story.add(
    'token.verified',
    { token: TOKEN, header: TOKEN_HEADER, claims: CLAIMS, checks: [SIGNATURE_FITS] },
    { actor: 'app', exchange: x },
  );
  story.answer(x, 200, 'OK');

  story.act('Copy', 'thief');
  story.add(
    'credential.copied',
    { what: 'token', name: 'access_token', value: TOKEN, from: 'browser', to: 'thief' },
    { actor: 'thief' },
  );

  story.act('Logout');
  story.add('storage.removed', { area: 'localStorage', key: 'access_token' }, { actor: 'browser' });

  story.act('Replay', 'thief');
  x = story.ask('GET', '/profile', [BEARER_HEADER], '', 'thief');
  story.add(
    'token.verified',
    { token: TOKEN, header: TOKEN_HEADER, claims: CLAIMS, checks: [SIGNATURE_FITS] },
    { actor: 'app', exchange: x },
  );
  story.answer(x, 200, 'OK', [], '', 'thief');

  story.act('Replay, 15 minutes later', 'thief');
  story.advance(15 * MINUTE);
  x = story.ask('GET', '/profile', [BEARER_HEADER], '', 'thief');
  const expired: Check = { id: 'exp', title: 'The token has not expired', outcome: 'failed', actual: `token ${TOKEN}` };
  story.add(
    'token.rejected',
    { token: TOKEN, message: 'jwt expired', checks: [expired] },
    { actor: 'app', exchange: x },
  );
  const invalid: HeaderLine = ['WWW-Authenticate', 'Bearer realm="shop", error="invalid_token"'];
  story.answer(x, 401, 'Unauthorized', [invalid], '', 'thief');
  return story.add('run.ended', { outcome: 'completed', acts: 7 }, { actor: 'lab' });
}
