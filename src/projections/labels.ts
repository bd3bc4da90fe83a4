import {
  firstFailure,
  type Balancing,
  type EventData,
  type HeaderLine,
  type JsonObject,
  type StoreTable,
} from '../model';
import { cookieLines, credentialsInShort, pathInShort } from './http-words';
import { isUnsigned } from './unsigned';
import { userOfClaims, userOfSession } from './users';
import { clip, count, shortDuration, shortId } from './words';

/** The most characters a label may have; longer ones end in "…". */
export const LABEL_LENGTH = 36;

const cut = (text: string): string => clip(text, LABEL_LENGTH);

/** `GET /profile · Cookie: __Host-sid` */
export function requestLabel(data: EventData['request.sent']): string {
  const credentials = credentialsInShort(data.headers);
  const line = `${data.method} ${pathInShort(data.url)}`;
  return cut(credentials === '' ? line : `${clip(line, 24)} · ${credentials}`);
}

/** `200 OK + Set-Cookie`, `302 Found → /login` */
export function responseLabel(data: EventData['response.started' | 'response.relayed'], now: number): string {
  const { sets, deletes } = cookieLines(data.headers, now);
  const status = statusLine(data.status, data.reason);
  const target = locationOf(data.headers);
  if (target !== null) return cut(`${status} → ${pathInShort(target)}`);
  if (sets.length > 0) return cut(`${status} + Set-Cookie`);
  if (deletes.length > 0) return cut(`${status} + cookie deletion`);
  return cut(status);
}

/** `401 Unauthorized`; the reason phrase may be empty (RFC 9112 §4). */
export function statusLine(status: number, reason: string): string {
  return reason === '' ? String(status) : `${String(status)} ${reason}`;
}

function locationOf(headers: readonly HeaderLine[]): string | null {
  return headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? null;
}

const ENTRIES: Readonly<Record<StoreTable, readonly [one: string, all: string]>> = {
  sessions: ['', 'sessions'],
  denylist: ['denylist', 'denylist'],
  'refresh-tokens': ['refresh', 'refresh tokens'],
};

/** `set 1a2b3c… (alice)`, `get denylist 1a2b3c…` */
export function askLabel({ op, table = 'sessions', sid, row }: EventData['store.asked']): string {
  const id = sid ?? row?.sid;
  const user = op === 'set' && row ? userOfSession(row.data) : null;
  const [one, all] = ENTRIES[table];
  const words = [op, ...(id === undefined ? [all] : [one, shortId(id)]), user === null ? '' : `(${clip(user, 14)})`];
  return cut(words.filter((word) => word !== '').join(' '));
}

/** `found`, `nothing`, `stored`… */
export function answerLabel(data: EventData['store.answered']): string {
  switch (data.op) {
    case 'get':
      return data.table === 'denylist' ? (data.hit === false ? 'not on the list' : 'on the list') : foundLabel(data);
    case 'set':
      return 'stored';
    case 'touch':
      return data.hit === false ? 'nothing to extend' : 'expiry extended';
    case 'destroy':
      return data.hit === false ? 'nothing to destroy' : 'destroyed';
    case 'all':
      return data.rows ? count(data.rows.length, data.table === undefined ? 'session' : 'row') : 'listed';
    case 'clear':
      return 'all destroyed';
  }
}

function foundLabel(data: EventData['store.answered']): string {
  if (data.hit === false) return 'nothing';
  const user = data.row ? userOfSession(data.row.data) : null;
  return user === null ? 'found' : cut(`found (${user})`);
}

/** `session 1a2b3c… evicted` */
export function changedRowLabel({ how, sid }: EventData['store.changed']): string {
  return cut(`session ${shortId(sid)} ${how}`);
}

const POLICIES: Readonly<Record<Balancing, string>> = {
  'round-robin': 'round robin',
  sticky: 'sticky',
  'least-connections': 'least connections',
};

/** `round robin: GET /profile · Cookie: sid` @param line the label of the request as the client sent it */
export function forwardLabel({ policy }: EventData['request.forwarded'], line: string): string {
  return cut(line === '' ? `forward (${POLICIES[policy]})` : `${POLICIES[policy]}: ${line}`);
}

/** `200 OK + Set-Cookie lb` */
export function relayedLabel(data: EventData['response.relayed'], now: number): string {
  const { sets } = cookieLines(data.added, now);
  if (sets.length === 0) return responseLabel(data, now);
  return cut(`${clip(statusLine(data.status, data.reason), 18)} + Set-Cookie ${sets[0] ?? ''}`);
}

/** `request delayed by 2 s`, `response cut off at 12 of 80 B` */
export function networkLabel({ how, direction, ms, kept, of, attribute }: EventData['network.disturbed']): string {
  switch (how) {
    case 'delayed':
      return cut(`${direction} delayed${ms === undefined ? '' : ` by ${shortDuration(ms)}`}`);
    case 'dropped':
      return `${direction} dropped`;
    case 'reset':
      return `connection reset (${direction})`;
    case 'truncated':
      return cut(
        kept === undefined || of === undefined
          ? `${direction} cut off`
          : `${direction} cut off at ${String(kept)} of ${String(of)} B`,
      );
    case 'duplicated':
      return `${direction} duplicated`;
    case 'rewritten':
      return cut(attribute === undefined ? `${direction} rewritten` : `${clip(attribute, 16)} taken out on the way`);
    case 'discarded':
      return direction === 'response' ? 'answer to the copy discarded' : 'copy discarded';
  }
}

/** `alice: role is now admin` */
export function changedUserLabel({
  name,
  what,
  role,
  locked,
  version,
  permissions = 0,
}: EventData['user.changed']): string {
  const who = clip(name, 14);
  switch (what) {
    case 'role':
      return cut(`${who}: role is now ${role}`);
    case 'locked':
      return `${who}: ${locked ? 'account locked' : 'account unlocked'}`;
    case 'password':
      return `${who}: new password`;
    case 'permissions':
      return cut(`${who}: ${count(permissions, 'permission')}`);
    case 'version':
      return cut(`${who}: version is now ${String(version)}`);
  }
}

/** `version 1, now 2`, `account is locked` */
export function accountLabel({ rule, expected, actual, allowed }: EventData['account.checked']): string {
  switch (rule) {
    case 'locked':
      return allowed ? 'account is not locked' : 'account is locked';
    case 'version':
      return cut(allowed ? `version ${actual}: current` : `version ${clip(actual, 10)}, needs ${clip(expected, 10)}`);
    case 'lifetime':
      return allowed ? 'within its longest life' : 'past its longest life';
  }
}

export function refreshRefusedLabel({ id, why }: EventData['refresh.rejected']): string {
  return cut(`refresh ${shortId(id)} refused: ${why}`);
}

/** `Server 2: clock 5 min ahead` */
export function skewLabel(name: string, by: number): string {
  const clock = by === 0 ? 'clock is right again' : `clock ${shortDuration(by)} ${by > 0 ? 'ahead' : 'behind'}`;
  return cut(`${clip(name, 14)}: ${clock}`);
}

export function cookieRejectedLabel({ name, checks }: EventData['cookie.rejected']): string {
  return cut(`${clip(name, 14)} rejected: ${firstFailure(checks)?.id ?? 'signature'}`);
}

export function sealedLabel({ name, data }: EventData['session.sealed']): string {
  return cut(`encrypt ${clip(name, 16)} (${userOfSession(data) ?? 'nobody'})`);
}

export function unsealedLabel({ name, data }: EventData['session.unsealed']): string {
  return cut(`decrypt ${clip(name, 16)}: ${userOfSession(data) ?? 'nobody'}`);
}

export function unsealableLabel({ name, checks }: EventData['session.rejected']): string {
  return cut(`${clip(name, 14)} rejected: ${firstFailure(checks)?.id ?? 'seal'}`);
}

export function passwordLabel({ username, known, matches }: EventData['password.checked']): string {
  const verdict = known ? (matches ? 'right password' : 'wrong password') : 'no such user';
  return cut(`${clip(username, 16)}: ${verdict}`);
}

export function roleLabel({ required, actual, allowed }: EventData['role.checked']): string {
  return cut(allowed ? `role ${actual}: allowed` : `role ${clip(actual, 11)}, needs ${clip(required, 11)}`);
}

export function signedLabel({ header, claims }: EventData['token.signed']): string {
  const alg = typeof header['alg'] === 'string' ? ` (${header['alg']})` : '';
  return cut(`sign token for ${clip(bearerOf(claims) ?? 'nobody', 12)}${alg}`);
}

export function verifiedLabel({ claims, checks }: EventData['token.verified']): string {
  if (isUnsigned(checks)) return cut(`believed unsigned: ${bearerOf(claims) ?? 'no subject'}`);
  return cut(`token valid: ${bearerOf(claims) ?? 'no subject'}`);
}

/** A subject that is a bare number says that it is one. */
function bearerOf(claims: JsonObject): string | null {
  const user = userOfClaims(claims);
  return user !== null && /^\d+$/.test(user) ? `user ${user}` : user;
}

/** A token that was believed without a signature is no good news. */
export function verifiedTone({ checks }: EventData['token.verified']): 'good' | 'warn' {
  return isUnsigned(checks) ? 'warn' : 'good';
}

export function decodedLabel({ claims }: EventData['token.decoded']): string {
  return cut(`read, not verified: ${bearerOf(claims) ?? 'no subject'}`);
}

export function forgedLabel({ token, title }: EventData['token.forged']): string {
  return cut(token === null ? `no way to forge: ${title}` : `forge: ${title}`);
}

export function keyTakenLabel({ from, name, key }: EventData['key.taken']): string {
  return cut(`${key === null ? 'no key in' : 'key from'} ${from} ${clip(name, 24)}`);
}

export function rejectedLabel({ checks, message }: EventData['token.rejected']): string {
  return cut(`token rejected: ${message === '' ? (firstFailure(checks)?.id ?? 'invalid') : message}`);
}

/** `browser drops cookie x`: what it is about comes first, because the end may be cut. */
export function cookieLabel(verb: 'keep' | 'refuse' | 'delete' | 'edit', name: string): string {
  return cut(`${verb} cookie ${name === '' ? '(no name)' : name}`);
}

export function storageLabel(verb: 'write' | 'remove' | 'edit', { area, key }: EventData['storage.removed']): string {
  return cut(`${verb} ${area}: ${key}`);
}

export function copyLabel({ what, name }: EventData['credential.copied']): string {
  return cut(what === 'cookie' ? `copy of cookie ${name}` : `copy of token (${name})`);
}

export function missingLabel({ what }: EventData['credential.missed']): string {
  return `No ${what} to copy`;
}

/** `Server killed (SIGKILL)`, `Server ended (exit code 1)` */
export function exitLabel(name: string, { signal, code }: EventData['node.exited']): string {
  const shortName = clip(name, 16);
  if (signal !== null) return cut(`${shortName} killed (${signal})`);
  return cut(code === null || code === 0 ? `${shortName} ended` : `${shortName} ended (exit code ${String(code)})`);
}

export function startLabel(name: string, boot: number): string {
  return cut(boot > 1 ? `${clip(name, 16)} starts again (boot ${String(boot)})` : `${clip(name, 24)} starts`);
}

export function clockLabel({ by }: EventData['clock.advanced']): string {
  return cut(`Clock ${by < 0 ? 'back' : 'ahead'} by ${shortDuration(by)}`);
}

export function brokenLabel(
  what: 'No connection' | 'No answer in time' | 'Connection broke' | 'Body broke off',
  code: string,
): string {
  return cut(code === '' ? what : `${what} (${code})`);
}

export { cut as cutLabel };
