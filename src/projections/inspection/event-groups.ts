import type { Balancing, EventKind, EventOf, SealedSession, StoreRow, StoreTable, TraceEvent } from '../../model';
import { headerValues } from '../../model';
import { bearerToken, readSetCookie } from '../http-words';
import { userOfSession } from '../users';
import { isoTime, momentAndDistance, size } from '../words';
import { keptCookieRows, setCookieRows } from './cookie-attributes';
import { headerRows, rawRequest, rawResponse } from './raw-http';
import { looksLikeToken, tokenBlocks } from './token-parts';
import { verdictOf } from './verdicts';
import type { Block, Group, Row } from './types';

/** What the panel may look at besides the event. */
export interface InspectionContext {
  /** Virtual ms since the Unix epoch at which lifetimes are judged. */
  readonly now: number;
  /** The actor's name on its lane. */
  readonly name: (id: string) => string;
  /** The events of the same message, in order. */
  readonly together: readonly TraceEvent[];
}

type Inspector<K extends EventKind> = (event: EventOf<K>, context: InspectionContext) => readonly Group[];

const group = (id: string, title: string, ...blocks: readonly Block[]): Group => ({ id, title, blocks });
const rows = (...each: readonly Row[]): Block => ({ type: 'rows', rows: each });
const json = (value: unknown): Block => ({
  type: 'code',
  language: 'json',
  pieces: [{ text: JSON.stringify(value, null, 2), mark: 'plain' }],
});
const row = (name: string, value: string, about?: string): Row => ({
  name,
  value,
  ...(about === undefined ? {} : { about }),
});
const HASH = 'a hash of it: the token itself is never stored';
const FAMILY = 'all tokens that came of one login';
const VERSION = 'tokens that name an older one are refused';

/** So many rows of a list are shown one by one. */
const MOST_ROWS = 50;

const CHANGES: Readonly<Record<EventOf<'store.changed'>['data']['how'], string>> = {
  evicted: 'deleted, as a store does that runs full',
  corrupted: 'cut off in the middle: it cannot be read back',
  edited: 'another session object stands there now',
  expired: 'its end lies in the past now',
};

const POLICIES: Readonly<Record<Balancing, string>> = {
  'round-robin': 'each server in turn, whoever asks',
  sticky: 'the same server for the same client, by a cookie of the load balancer',
  'least-connections': 'the server with the fewest open requests',
};

const DISTURBANCES: Readonly<Record<EventOf<'network.disturbed'>['data']['how'], string>> = {
  delayed: 'held back, then delivered',
  dropped: 'never delivered, and nobody told',
  reset: 'both ends are told that the connection is over (RST)',
  truncated: 'cut off in the body',
  duplicated: 'delivered twice',
  rewritten: 'changed on the way',
  discarded: 'there was nobody left to take it',
};

const none = (): readonly Group[] => [];
const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

/** What there is to see in each kind of event. A kind that is missing here does not compile. */
const INSPECTORS: { readonly [K in EventKind]: Inspector<K> } = {
  'run.started': ({ data }) => [
    group('run', 'Run', rows(row('Scenario', data.scenario), row('Title', data.title), row('Seed', data.seed))),
  ],
  'run.ended': ({ data }) => [group('run', 'Run', rows(row('Outcome', data.outcome), row('Acts', String(data.acts))))],
  'act.started': ({ data }, { name }) => [
    group('act', 'Act', rows(row('Title', data.title), row('By', name(data.by)))),
  ],

  'act.resumed': ({ data }, { name }) => [
    group('act', 'Act, continued', rows(row('Title', data.title), row('By', name(data.by)))),
  ],

  'node.started': (event) => [
    group(
      'process',
      'Process',
      rows(
        row(
          'App',
          event.data.app,
          event.data.edited === true ? 'a changed copy, not the one that was shipped' : undefined,
        ),
        row('Boot', String(event.boot), 'which incarnation of the process this is'),
      ),
      rows(
        ...event.data.holds.map((held) =>
          row(held.name, held.fingerprint, `${held.kind}, first 8 hex digits of its SHA-256`),
        ),
      ),
    ),
  ],
  'node.exited': (event) => [
    group(
      'process',
      'Process',
      rows(
        row('Signal', event.data.signal ?? 'none'),
        row('Exit code', event.data.code === null ? 'none' : String(event.data.code)),
        row('Boot', String(event.boot), 'which incarnation of the process this was'),
        row('Expected', event.data.expected ? 'yes' : 'no', 'whether the lab ended it on purpose'),
      ),
    ),
  ],

  'node.hung': (event, { name }) => [
    group(
      'process',
      'Process',
      rows(
        row('Server', name(event.actor)),
        row('How', 'its event loop is blocked', 'as by an endless loop or a deadlock: it reads and answers nothing'),
        row('Connections', 'taken, not read', 'the system accepts them for the process, up to the length of its queue'),
        row('Memory', 'kept'),
      ),
    ),
  ],
  'node.resumed': (event, { name }) => [
    group(
      'process',
      'Process',
      rows(
        row('Server', name(event.actor)),
        row('Signal', 'SIGCONT', 'the process goes on at the instruction where it stood'),
        row('Boot', String(event.boot), 'the same incarnation as before'),
      ),
    ),
  ],
  'node.added': ({ data }, { name }) => [listGroup(data.nodes, name)],
  'node.removed': ({ data }, { name }) => [listGroup(data.nodes, name)],

  'store.opened': ({ data }) => [
    group(
      'store',
      'Store',
      rows(
        row('Store', data.store),
        ...tableRow(data.table),
        row(
          'Durable',
          data.durable ? 'yes' : 'no',
          data.durable ? 'rows outlive the process' : 'rows go with the process',
        ),
        row('Rows', String(data.rows.length)),
      ),
    ),
  ],
  'store.asked': ({ data }, context) => [
    group(
      'store',
      'Question to the store',
      rows(row('Operation', data.op), ...tableRow(data.table), ...keyRow(data.table, data.sid ?? data.row?.sid)),
    ),
    ...(data.row ? [storeRowGroup('row-asked', 'Row to keep', data.row, context)] : []),
  ],
  'store.answered': (event, context) => [
    group(
      'store',
      'Answer of the store',
      rows(
        row('Operation', event.data.op),
        ...tableRow(event.data.table),
        ...keyRow(event.data.table, event.data.sid ?? event.data.row?.sid),
        ...(event.data.hit === undefined
          ? []
          : [row('Found', yesNo(event.data.hit), foundMeans(event.data.table, event.data.hit))]),
        ...(event.data.rows === undefined ? [] : [row('Rows', String(event.data.rows.length))]),
      ),
    ),
    ...(event.data.row ? [storeRowGroup('row', 'Row in the store', event.data.row, context)] : []),
    // A list of thousands would be thousands of boxes; the session table shows them all.
    ...(event.data.rows ?? [])
      .slice(0, MOST_ROWS)
      .map((each, index) => storeRowGroup(`row-${String(index)}`, `Row ${String(index + 1)}`, each, context)),
    ...whyGroup(event),
  ],
  'store.failed': ({ data }) => [
    group(
      'store',
      'Error of the store',
      rows(
        row('Operation', data.op),
        ...tableRow(data.table),
        ...keyRow(data.table, data.sid),
        row('Message', data.message),
      ),
    ),
  ],
  'store.changed': ({ data }, context) => [
    group(
      'store',
      'Row changed behind the server’s back',
      rows(row('What happened', data.how, CHANGES[data.how]), ...keyRow('sessions', data.sid)),
    ),
    ...(data.row ? [storeRowGroup('row', 'Row as it is now', data.row, context)] : []),
  ],

  'request.sent': ({ data }, { now }) => {
    const target = data.url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '') || '/';
    const token = bearerToken(data.headers);
    return [
      group('request', 'Request', rawRequest(data.method, target, data.headers, data.body)),
      group('request-fields', 'Header fields, one by one', headerRows(data.headers)),
      ...data.cookies.map((verdict, index) =>
        group(`cookie-sent-${String(index)}`, `Cookie ${verdict.name}: ${verdict.ok ? 'sent' : 'withheld'}`, {
          type: 'checks',
          accepted: verdict.ok,
          checks: verdict.checks,
        }),
      ),
      ...(token === null ? [] : [group('token', 'Token (decoded, not verified)', ...tokenBlocks(token, now))]),
    ];
  },
  'request.received': ({ data }, { name, together }) => [
    group(
      'received',
      `As ${name(together.find((event) => event.kind === 'request.received')?.actor ?? '')} received it`,
      rawRequest(data.method, data.path, data.headers, data.body),
    ),
  ],
  'request.failed': ({ data }) => [
    group('failure', 'Connection', rows(row('Code', data.code), row('Message', data.message))),
  ],
  'request.forwarded': ({ data }, { name }) => [
    group(
      'balancing',
      'Load balancer',
      rows(
        row('Sent to', name(data.to)),
        row('Policy', data.policy, POLICIES[data.policy]),
        row('Why this one', data.why),
      ),
    ),
  ],
  'response.relayed': ({ data }, { name, together }) => [
    group(
      'balancing',
      'Load balancer',
      rows(
        row('Answer of', name(data.from)),
        row('Added by the load balancer', data.added.length === 0 ? 'nothing' : ''),
      ),
      ...(data.added.length === 0 ? [] : [headerRows(data.added)]),
    ),
    group(
      'response',
      'Response as the client gets it',
      rawResponse(data.status, data.reason, data.headers, arrivedBody(together)),
    ),
    ...headerValues(data.added, 'set-cookie').map((line, index) =>
      group(`set-cookie-${String(index)}`, `Set-Cookie: ${readSetCookie(line).name}`, {
        type: 'rows',
        rows: setCookieRows(line),
      }),
    ),
  ],
  'network.disturbed': ({ data }, { name }) => [
    group(
      'network',
      'Network',
      rows(
        row('What happened', `${data.direction} ${data.how}`, DISTURBANCES[data.how]),
        row('From', name(data.from)),
        row('To', name(data.to)),
        ...(data.ms === undefined ? [] : [row('Held back for', `${String(data.ms)} ms`, 'by the run’s own clock')]),
        ...(data.kept === undefined ? [] : [row('Arrived', size(data.kept))]),
        ...(data.of === undefined ? [] : [row('Of', size(data.of))]),
        ...(data.attribute === undefined ? [] : [row('Taken out', data.attribute)]),
        ...(data.as === undefined ? [] : [row('Exchange of the second copy', data.as)]),
      ),
    ),
  ],
  'route.matched': ({ data }) => [group('route', 'Route', rows(row('Method', data.method), row('Path', data.path)))],

  'cookie.verified': (event) => [
    group(
      'cookie',
      'Cookie',
      rows(row('Name', event.data.name), { ...row('Session id', event.data.sid), credential: true }),
    ),
    ...whyGroup(event),
  ],
  'cookie.rejected': (event) => [
    group(
      'cookie',
      'Cookie',
      rows(row('Name', event.data.name), { ...row('Value', event.data.value), credential: true }),
    ),
    ...whyGroup(event),
  ],
  'session.generated': ({ data }) => [group('generated', 'Session id made', rows(...sidRow(data.sid)))],
  'session.regenerated': ({ data }) => [
    group(
      'regenerated',
      'Session id',
      rows({ ...row('Old', data.from), credential: true }, { ...row('New', data.to), credential: true }),
    ),
  ],

  'session.sealed': ({ data }, context) => [sealGroup('Session, encrypted', data, context)],
  'session.unsealed': (event, context) => [...whyGroup(event), sealGroup('Session, decrypted', event.data, context)],
  'session.rejected': (event) => [
    group('refusal', 'Refusal', rows(row('Message', event.data.message, "the library's own words"))),
    ...whyGroup(event),
    group(
      'cookie',
      'Cookie',
      rows(row('Name', event.data.name), { ...row('Value', event.data.value), credential: true }),
    ),
  ],

  'password.checked': (event) => [
    ...whyGroup(event),
    group(
      'password',
      'Password check',
      rows(
        row('User name', event.data.username),
        row('Known', event.data.known ? 'yes' : 'no'),
        row('Matches', event.data.matches ? 'yes' : 'no'),
        row('Algorithm', event.data.algorithm, 'slow on purpose, so that a stolen table of hashes resists guessing'),
      ),
    ),
  ],
  'user.read': ({ data }) => [
    group(
      'user-row',
      'Row of the user table',
      rows(
        row('User id', data.id),
        row('Found', yesNo(data.found)),
        ...(data.role === undefined ? [] : [row('Role', data.role)]),
        ...(data.locked === undefined ? [] : [row('Locked', yesNo(data.locked))]),
        ...(data.version === undefined ? [] : [row('Version', String(data.version), VERSION)]),
      ),
    ),
  ],
  'user.changed': ({ data }) => [
    group(
      'user-row',
      'Row of the user table, changed',
      rows(
        row('User', data.name),
        row('User id', data.id),
        row('Changed', data.what),
        row('Role', data.role),
        row('Locked', yesNo(data.locked)),
        row('Version', String(data.version), VERSION),
        ...(data.permissions === undefined ? [] : [row('Permissions', String(data.permissions))]),
      ),
    ),
  ],
  'account.checked': accountGroups,
  'account.refused': accountGroups,
  'role.checked': (event) => [
    ...whyGroup(event),
    group(
      'role',
      'Role check',
      rows(
        row('Subject', event.data.subject),
        row('Required', event.data.required),
        row('Actual', event.data.actual),
        row('Allowed', event.data.allowed ? 'yes' : 'no'),
      ),
    ),
  ],

  'key.taken': ({ data }) => [
    group(
      'key',
      'Key',
      rows(
        row('Taken from', { table: 'key table', file: 'file', address: 'address' }[data.from]),
        row('Name', data.name, 'as the token has it'),
        row('Fingerprint', data.key ?? 'no key there'),
      ),
    ),
  ],
  'token.decoded': ({ data }, { now }) => [
    group('token', 'Token, read and not verified', ...tokenBlocks(data.token, now)),
  ],
  'token.forged': ({ data }, { now }) => [
    group(
      'forgery',
      'Forgery',
      rows(
        row('Attack', data.title),
        ...data.changes.map((change) => row('Change', change)),
        ...(data.note === '' ? [] : [row('Note', data.note)]),
      ),
    ),
    ...(data.token === null ? [] : [group('token', 'Token', ...tokenBlocks(data.token, now))]),
  ],
  'token.signed': ({ data }, { now }) => [
    group(
      'token',
      'Token',
      ...tokenBlocks(data.token, now),
      rows(row('Key', data.key, 'fingerprint of the key that signed it')),
    ),
  ],
  'refresh.issued': ({ data }, { now }) => [
    refreshGroup(
      'Refresh token issued',
      row('Token', data.id, HASH),
      row('Family', data.family, FAMILY),
      row('Ends', momentAndDistance(data.expires, now)),
    ),
  ],
  'refresh.rotated': (event) => [
    refreshGroup(
      'Refresh token exchanged',
      row('Used up', event.data.from, HASH),
      row('Issued in exchange', event.data.to, HASH),
      row('Family', event.data.family, FAMILY),
    ),
    ...whyGroup(event),
  ],
  'refresh.reused': (event) => [
    ...whyGroup(event),
    refreshGroup(
      'Refresh token used again',
      row('Token', event.data.id, HASH),
      row('Family', event.data.family, FAMILY),
      row(
        'Revoked',
        String(event.data.revoked),
        'tokens of the family, the newest included: owner and thief look the same',
      ),
    ),
  ],
  'refresh.rejected': (event) => [
    ...whyGroup(event),
    refreshGroup('Refresh token refused', row('Token', event.data.id, HASH), row('Why', event.data.why)),
  ],
  'token.verified': (event, { now }) => [
    ...whyGroup(event),
    group('token', 'Token', ...tokenBlocks(event.data.token, now)),
  ],
  'token.rejected': (event, { now }) => [
    group('refusal', 'Refusal', rows(row('Message', event.data.message, "the library's own words"))),
    ...whyGroup(event),
    group('token', 'Token (decoded, not verified)', ...tokenBlocks(event.data.token, now)),
  ],

  'response.started': ({ data }, { together }) => {
    const ended = together.find((event) => event.kind === 'response.ended' || event.kind === 'response.received');
    const body = ended && 'body' in ended.data ? ended.data.body : null;
    return [
      group(
        'response',
        body === null ? 'Response, head only so far' : 'Response',
        rawResponse(data.status, data.reason, data.headers, body),
      ),
      group('response-fields', 'Header fields, one by one', headerRows(data.headers)),
      ...headerValues(data.headers, 'set-cookie').map((line, index) =>
        group(`set-cookie-${String(index)}`, `Set-Cookie: ${readSetCookie(line).name}`, {
          type: 'rows',
          rows: setCookieRows(line),
        }),
      ),
      ...(body === null ? [] : bodyToken(body, ended?.at ?? 0)),
    ];
  },
  'response.ended': ({ data }) => [group('sent', 'Sent', rows(row('Body', size(data.bytes))))],
  'response.received': ({ data, actor }, { name }) => [
    group('arrived', `As ${name(actor)} received it`, rawResponse(data.status, data.reason, data.headers, data.body)),
  ],
  'response.lost': ({ data }) => [
    group(
      'failure',
      'Connection',
      rows(row('Code', data.code), row('Message', data.message), row('Head received', data.gotHead ? 'yes' : 'no')),
    ),
  ],

  'cookie.stored': (event) => [
    group('cookie', 'Cookie as kept', { type: 'rows', rows: keptCookieRows(event.data.cookie, event.at) }),
    group('set-cookie', 'Set-Cookie as sent', { type: 'rows', rows: setCookieRows(event.data.line) }),
    ...whyGroup(event),
  ],
  'cookie.refused': (event) => [
    ...whyGroup(event),
    group('set-cookie', 'Set-Cookie as sent', { type: 'rows', rows: setCookieRows(event.data.line) }),
  ],
  'cookie.edited': ({ data, at }) => [
    group('cookie', 'Cookie, changed by hand', { type: 'rows', rows: keptCookieRows(data.cookie, at) }),
  ],
  'cookie.removed': ({ data }) => [
    group('cookie', 'Cookie', rows(row('Name', data.name), row('Reason', 'deleted by hand'))),
  ],
  'cookie.deleted': ({ data }) =>
    data.line === null
      ? [group('cookie', 'Cookie', rows(row('Name', data.name), row('Reason', 'its time is over')))]
      : [group('set-cookie', 'Set-Cookie as sent', { type: 'rows', rows: setCookieRows(data.line) })],
  'storage.written': ({ data, at }) => [
    group(
      'entry',
      'Web storage',
      rows(row('Area', data.area), row('Key', data.key), { ...row('Value', data.value), credential: true }),
    ),
    ...(looksLikeToken(data.value)
      ? [group('token', 'Token (decoded, not verified)', ...tokenBlocks(data.value, at))]
      : []),
  ],
  'storage.edited': ({ data, at }) => [
    group(
      'entry',
      'Web storage, changed by hand',
      rows(row('Area', data.area), row('Key', data.key), { ...row('Value', data.value), credential: true }),
    ),
    ...(looksLikeToken(data.value)
      ? [group('token', 'Token (decoded, not verified)', ...tokenBlocks(data.value, at))]
      : []),
  ],
  'storage.removed': ({ data }) => [group('entry', 'Web storage', rows(row('Area', data.area), row('Key', data.key)))],

  'credential.copied': ({ data, at }, { name }) => [
    group(
      'copy',
      'Copy',
      rows(row('What', data.what), row('Name', data.name), row('From', name(data.from)), row('To', name(data.to)), {
        ...row('Value', data.value, 'the same on both sides'),
        credential: true,
      }),
    ),
    ...(looksLikeToken(data.value)
      ? [group('token', 'Token (decoded, not verified)', ...tokenBlocks(data.value, at))]
      : []),
  ],

  'credential.missed': ({ data }, { name }) => [
    group('copy', 'Copy', rows(row('What', data.what), row('From', name(data.from)))),
  ],

  'fault.armed': ({ data }) => [
    group('failure', 'Failure', rows(row('Failure', data.title), row('Waits for', data.at))),
  ],
  'fault.fired': ({ data }, { name }) => [
    group(
      'failure',
      'Failure',
      rows(
        row('Failure', data.title),
        row('Strikes', name(data.target)),
        ...(data.lasting === true ? [row('Lasts', 'until it is lifted')] : []),
      ),
    ),
  ],
  'fault.lifted': ({ data }, { name }) => [
    group('failure', 'Failure', rows(row('Failure', data.title), row('No longer on', name(data.target)))),
  ],
  'clock.skewed': ({ data, at }, { name }) => [
    group(
      'clock',
      'Clock of one server',
      rows(
        row('Server', name(data.node)),
        row('Apart by', `${String(data.by)} ms`, data.by === 0 ? 'right again' : 'from the clock of the run'),
        row('It believes', isoTime(at + data.by) ?? String(at + data.by)),
        row('The run says', isoTime(at) ?? String(at)),
      ),
    ),
  ],
  'clock.advanced': ({ data }) => [
    group(
      'clock',
      'Clock',
      rows(row('Ahead by', `${String(data.by)} ms`), row('Now', isoTime(data.to) ?? String(data.to))),
    ),
  ],
};

/** The groups of one event; the one place where the table is looked up by a kind known only at run time. */
export function groupsOf(event: TraceEvent, context: InspectionContext): readonly Group[] {
  const inspector = INSPECTORS[event.kind] as
    ((event: TraceEvent, context: InspectionContext) => readonly Group[]) | undefined;
  return (inspector ?? none)(event, context);
}

function sealGroup(title: string, sealed: SealedSession, { now }: InspectionContext): Group {
  return group(
    'seal',
    title,
    rows(
      row('User', userOfSession(sealed.data) ?? 'none'),
      row('Ends', sealed.expires === null ? 'never' : momentAndDistance(sealed.expires, now)),
      row('Cookie', sealed.name),
      row('Size', size(sealed.bytes), 'a browser takes at most 4,096 bytes of name and value'),
      { ...row('Value', sealed.value), credential: true },
    ),
    json(sealed.data),
  );
}

function sidRow(sid: string | undefined): Row[] {
  return sid === undefined ? [] : [{ ...row('Session id', sid), credential: true }];
}

/** Whoever holds a session's id is let in by it; the key of another row is an id or a hash. */
function keyRow(table: StoreTable = 'sessions', sid: string | undefined): Row[] {
  if (sid === undefined) return [];
  if (table === 'sessions') return sidRow(sid);
  return [table === 'denylist' ? row('Token id', sid, 'its jti') : row('Token', sid, HASH)];
}

function tableRow(table: StoreTable | undefined): Row[] {
  return table === undefined ? [] : [row('Table', table)];
}

function foundMeans(table: StoreTable | undefined, hit: boolean): string | undefined {
  if (table !== 'denylist') return undefined;
  return hit ? 'the token was revoked' : 'nobody revoked the token';
}

function listGroup(nodes: readonly string[], name: (id: string) => string): Group {
  return group(
    'balancing',
    'The load balancer’s list',
    rows(...nodes.map((id, index) => row(`Server ${String(index + 1)} of ${String(nodes.length)}`, name(id)))),
  );
}

function refreshGroup(title: string, ...each: readonly Row[]): Group {
  return group('refresh', title, rows(...each));
}

function storeRowGroup(id: string, title: string, stored: StoreRow, { now }: InspectionContext): Group {
  return group(
    id,
    title,
    rows(
      row('User', userOfSession(stored.data) ?? 'none'),
      row('Size', size(stored.bytes)),
      row('Ends', stored.expires === null ? 'never' : momentAndDistance(stored.expires, now)),
    ),
    json(stored.data),
  );
}

function arrivedBody(together: readonly TraceEvent[]): string | null {
  const received = together.find((event) => event.kind === 'response.received');
  return received?.data.body ?? null;
}

/** A token inside a JSON body, as a login answers. */
function bodyToken(body: string, now: number): Group[] {
  const found = /"(?:access_token|token)"\s*:\s*"([\w-]+\.[\w-]+\.[\w-]*)"/.exec(body)?.[1];
  return found === undefined ? [] : [group('token', 'Token (decoded, not verified)', ...tokenBlocks(found, now))];
}

function accountGroups(event: EventOf<'account.checked' | 'account.refused'>): Group[] {
  const { data } = event;
  return [
    ...whyGroup(event),
    group('account', 'Account check', rows(row('Subject', data.subject), row('Allowed', yesNo(data.allowed)))),
  ];
}

/** The decision that an event is, if it is one. */
function whyGroup(event: TraceEvent): Group[] {
  const verdict = verdictOf(event);
  return verdict ? [group('checks', verdict.title, verdict)] : [];
}
