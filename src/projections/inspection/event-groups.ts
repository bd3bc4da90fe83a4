import type { EventKind, EventOf, SealedSession, StoreRow, TraceEvent } from '../../model';
import { headerValues } from '../../model';
import { bearerToken, readSetCookie } from '../http-words';
import { userOfSession } from '../users';
import { isoTime, momentAndDistance, size } from '../words';
import { keptCookieRows, setCookieRows } from './cookie-attributes';
import { headerRows, rawRequest, rawResponse } from './raw-http';
import { looksLikeToken, tokenBlocks } from './token-parts';
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
const none = (): readonly Group[] => [];

/** What there is to see in each kind of event. A kind that is missing here does not compile. */
const INSPECTORS: { readonly [K in EventKind]: Inspector<K> } = {
  'run.started': ({ data }) => [
    group('run', 'Run', rows(row('Scenario', data.scenario), row('Title', data.title), row('Seed', data.seed))),
  ],
  'run.ended': ({ data }) => [group('run', 'Run', rows(row('Outcome', data.outcome), row('Acts', String(data.acts))))],
  'act.started': ({ data }, { name }) => [
    group('act', 'Act', rows(row('Title', data.title), row('By', name(data.by)))),
  ],

  'node.started': (event) => [
    group(
      'process',
      'Process',
      rows(row('App', event.data.app), row('Boot', String(event.boot), 'which incarnation of the process this is')),
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

  'store.opened': ({ data }) => [
    group(
      'store',
      'Store',
      rows(
        row('Store', data.store),
        row(
          'Durable',
          data.durable ? 'yes' : 'no',
          data.durable ? 'rows outlive the process' : 'rows go with the process',
        ),
        row('Sessions', String(data.rows.length)),
      ),
    ),
  ],
  'store.asked': ({ data }, context) => [
    group('store', 'Question to the store', rows(row('Operation', data.op), ...sidRow(data.sid ?? data.row?.sid))),
    ...(data.row ? [storeRowGroup('row-asked', 'Row to keep', data.row, context)] : []),
  ],
  'store.answered': ({ data }, context) => [
    group(
      'store',
      'Answer of the store',
      rows(
        row('Operation', data.op),
        ...sidRow(data.sid ?? data.row?.sid),
        ...(data.hit === undefined ? [] : [row('Found', data.hit ? 'yes' : 'no')]),
        ...(data.rows === undefined ? [] : [row('Sessions', String(data.rows.length))]),
      ),
    ),
    ...(data.row ? [storeRowGroup('row', 'Row in the store', data.row, context)] : []),
    ...(data.rows ?? []).map((each, index) =>
      storeRowGroup(`row-${String(index)}`, `Row ${String(index + 1)}`, each, context),
    ),
  ],
  'store.failed': ({ data }) => [
    group(
      'store',
      'Error of the store',
      rows(row('Operation', data.op), ...sidRow(data.sid), row('Message', data.message)),
    ),
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
  'route.matched': ({ data }) => [group('route', 'Route', rows(row('Method', data.method), row('Path', data.path)))],

  'cookie.verified': ({ data }) => [
    group('cookie', 'Cookie', rows(row('Name', data.name), { ...row('Session id', data.sid), credential: true })),
    checksGroup('checks', 'Checks', data.checks, true),
  ],
  'cookie.rejected': ({ data }) => [
    group('cookie', 'Cookie', rows(row('Name', data.name), { ...row('Value', data.value), credential: true })),
    checksGroup('checks', 'Checks', data.checks, false),
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
  'session.unsealed': ({ data }, context) => [
    checksGroup('checks', 'Checks', data.checks, true),
    sealGroup('Session, decrypted', data, context),
  ],
  'session.rejected': ({ data }) => [
    group('refusal', 'Refusal', rows(row('Message', data.message, "the library's own words"))),
    checksGroup('checks', 'Checks', data.checks, false),
    group('cookie', 'Cookie', rows(row('Name', data.name), { ...row('Value', data.value), credential: true })),
  ],

  'password.checked': ({ data }) => [
    group(
      'password',
      'Password check',
      rows(
        row('User name', data.username),
        row('Known', data.known ? 'yes' : 'no'),
        row('Matches', data.matches ? 'yes' : 'no'),
        row('Algorithm', data.algorithm, 'slow on purpose, so that a stolen table of hashes resists guessing'),
      ),
    ),
  ],
  'role.checked': ({ data }) => [
    group(
      'role',
      'Role check',
      rows(
        row('Subject', data.subject),
        row('Required', data.required),
        row('Actual', data.actual),
        row('Allowed', data.allowed ? 'yes' : 'no'),
      ),
    ),
  ],

  'token.signed': ({ data }, { now }) => [
    group(
      'token',
      'Token',
      ...tokenBlocks(data.token, now),
      rows(row('Key', data.key, 'fingerprint of the key that signed it')),
    ),
  ],
  'token.verified': ({ data }, { now }) => [
    checksGroup('checks', 'Checks', data.checks, true),
    group('token', 'Token', ...tokenBlocks(data.token, now)),
  ],
  'token.rejected': ({ data }, { now }) => [
    group('refusal', 'Refusal', rows(row('Message', data.message, "the library's own words"))),
    checksGroup('checks', 'Checks', data.checks, false),
    group('token', 'Token (decoded, not verified)', ...tokenBlocks(data.token, now)),
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

  'cookie.stored': ({ data, at }) => [
    group('cookie', 'Cookie as kept', { type: 'rows', rows: keptCookieRows(data.cookie, at) }),
    group('set-cookie', 'Set-Cookie as sent', { type: 'rows', rows: setCookieRows(data.line) }),
    checksGroup('checks', 'Checks', data.verdict.checks, data.verdict.ok),
  ],
  'cookie.refused': ({ data }) => [
    checksGroup('checks', 'Checks', data.verdict.checks, data.verdict.ok),
    group('set-cookie', 'Set-Cookie as sent', { type: 'rows', rows: setCookieRows(data.line) }),
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
    group('copy', 'Copy', rows(row('What', data.what), row('Name', data.name), row('From', name(data.from)))),
  ],

  'fault.armed': ({ data }) => [
    group('failure', 'Failure', rows(row('Failure', data.title), row('Waits for', data.at))),
  ],
  'fault.fired': ({ data }, { name }) => [
    group('failure', 'Failure', rows(row('Failure', data.title), row('Strikes', name(data.target)))),
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

function checksGroup(
  id: string,
  title: string,
  checks: EventOf<'cookie.verified'>['data']['checks'],
  accepted: boolean,
): Group {
  return group(id, title, { type: 'checks', accepted, checks });
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

/** A token inside a JSON body, as a login answers. */
function bodyToken(body: string, now: number): Group[] {
  const found = /"(?:access_token|token)"\s*:\s*"([\w-]+\.[\w-]+\.[\w-]*)"/.exec(body)?.[1];
  return found === undefined ? [] : [group('token', 'Token (decoded, not verified)', ...tokenBlocks(found, now))];
}
