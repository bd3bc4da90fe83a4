import { firstFailure, type Check, type EventKind, type EventOf, type TraceEvent } from '../../model';
import { carriedCredentials, pathInShort } from '../http-words';
import { isoTime, list } from '../words';
import { revokedUpTo } from '../denylist';
import { accountRule } from './account-rules';
import type { ChecksBlock, Row } from './types';

/** A decision for or against somebody: what was looked at, by which rules, and what would turn it. */
export interface Verdict extends ChecksBlock {
  readonly title: string;
}

type Judge<K extends EventKind> = (event: EventOf<K>) => Verdict | null;

const credential = (name: string, value: string): Row => ({ name, value, credential: true });

/** Every kind of event that decides something. */
const JUDGES: { readonly [K in EventKind]?: Judge<K> } = {
  'cookie.verified': ({ data }) =>
    verdict('Signature of the cookie', data.checks, true, credential(data.name, data.sid), {
      turn: 'Change one character of the cookie, or the secret that the server signs with: the signature no longer fits.',
    }),
  'cookie.rejected': ({ data }) =>
    verdict('Signature of the cookie', data.checks, false, credential(data.name, data.value)),
  'session.unsealed': ({ data }) =>
    verdict('Seal of the cookie', data.checks, true, credential(data.name, data.value), {
      turn: 'Change one character of the cookie, or the secret that it was sealed with.',
    }),
  'session.rejected': ({ data }) =>
    verdict('Seal of the cookie', data.checks, false, credential(data.name, data.value)),
  'token.verified': ({ data }) =>
    verdict('Token', data.checks, true, credential('Token', data.token), { turn: tokenTurn(data.claims['exp']) }),
  'token.rejected': ({ data }) => verdict('Token', data.checks, false, credential('Token', data.token)),
  'password.checked': ({ data }) => passwordVerdict(data),
  'role.checked': ({ data }) => roleVerdict(data),
  'account.checked': ({ data }) => accountVerdict(data),
  'account.refused': ({ data }) => accountVerdict(data),
  'store.answered': ({ data }) => lookUpVerdict(data),
  'refresh.rotated': ({ data }) => refreshVerdict(data.from, true, 'not used before'),
  'refresh.reused': ({ data }) => refreshVerdict(data.id, false, 'used before'),
  'refresh.rejected': ({ data }) =>
    verdict(
      'Refresh token',
      [
        {
          id: 'refresh-known',
          title: 'The refresh token is on record and good',
          outcome: 'failed',
          expected: 'a row under its hash that has not ended',
          actual: data.why,
          fix: 'Log in again, for a refresh token of a new family.',
          source: 'RFC 6749 §6',
        },
      ],
      false,
      { name: 'Hash of the token', value: data.id },
    ),
  'cookie.stored': ({ data }) =>
    verdict('The browser’s rules', data.verdict.checks, data.verdict.ok, credential('Set-Cookie', data.line), {
      turn: 'Break one of these rules: another host in Domain, or Secure left out where the prefix of the name asks for it.',
    }),
  'cookie.refused': ({ data }) =>
    verdict('The browser’s rules', data.verdict.checks, data.verdict.ok, credential('Set-Cookie', data.line)),
};

/** What an event decided; null for one that decides nothing. */
export function verdictOf(event: TraceEvent): Verdict | null {
  const judge = JUDGES[event.kind] as ((event: TraceEvent) => Verdict | null) | undefined;
  return judge?.(event) ?? null;
}

/**
 * What the servers decided about a request before they answered it, in order.
 * @param response the answer: an event of the same exchange
 */
export function verdictsBehind(
  trace: readonly TraceEvent[],
  response: TraceEvent,
): readonly { readonly event: TraceEvent; readonly verdict: Verdict }[] {
  if (response.exchange === undefined) return [];
  const before = trace.filter(({ exchange, seq }) => exchange === response.exchange && seq <= response.seq);
  const found = before.flatMap((event) => {
    // What the browser makes of a cookie comes after the answer, and is its own decision.
    const verdict = event.kind === 'cookie.stored' || event.kind === 'cookie.refused' ? null : verdictOf(event);
    return verdict ? [{ event, verdict }] : [];
  });
  return found.length > 0 ? found : withoutCredential(before, response);
}

/** Where nothing was checked and the answer is 401, there was nothing to check. */
function withoutCredential(
  before: readonly TraceEvent[],
  response: TraceEvent,
): { readonly event: TraceEvent; readonly verdict: Verdict }[] {
  const status = 'status' in response.data ? response.data.status : null;
  const request = before.find((event) => event.kind === 'request.sent');
  if (status !== 401 || request?.kind !== 'request.sent') return [];
  const { cookies, scheme } = carriedCredentials(request.data.headers);
  const carried = [...cookies.map((name) => `the cookie ${name}`), ...(scheme === null ? [] : ['Authorization'])];
  const check = one(
    {
      id: 'credential-sent',
      title: 'The request carries a credential that this server looks at',
      expected: 'a session cookie or a token',
      actual: carried.length === 0 ? 'none' : list(carried),
      fix: 'Log in, and send what the login gave.',
      source: 'RFC 9110 §15.5.2',
    },
    false,
  );
  const input = { name: 'Request', value: `${request.data.method} ${pathInShort(request.data.url)}` };
  return [{ event: request, verdict: verdict('Credential', check, false, input) }];
}

function verdict(
  title: string,
  checks: readonly Check[],
  accepted: boolean,
  input: Row,
  { turn }: { readonly turn?: string } = {},
): Verdict {
  const change = accepted ? turn : firstFailure(checks)?.fix;
  return { type: 'checks', title, accepted, checks, input, ...(change === undefined ? {} : { turn: change }) };
}

function one(check: Omit<Check, 'outcome'>, passed: boolean): Check[] {
  const { fix, ...rest } = check;
  return [{ ...rest, outcome: passed ? 'passed' : 'failed', ...(passed || fix === undefined ? {} : { fix }) }];
}

function tokenTurn(exp: unknown): string {
  const end = typeof exp === 'number' ? isoTime(exp * 1_000) : null;
  const change = 'Change one character of it: the signature no longer fits.';
  return end === null ? change : `${change} Or wait until ${end}: then it has expired.`;
}

function passwordVerdict({ username, known, matches, algorithm }: EventOf<'password.checked'>['data']): Verdict {
  const checks: Check[] = [
    ...one(
      {
        id: 'user-known',
        title: 'There is a user of this name',
        expected: 'a row in the user table',
        actual: known ? 'one row' : 'no row',
        fix: 'Use the name of a user that exists.',
      },
      known,
    ),
    known
      ? {
          id: 'password-matches',
          title: 'The password gives the stored hash',
          outcome: matches ? 'passed' : 'failed',
          expected: `the stored ${algorithm} hash`,
          actual: matches ? 'the same hash' : 'another hash',
          ...(matches ? {} : { fix: 'Send the password that the hash was made of.' }),
          source: 'OWASP Password Storage',
        }
      : {
          id: 'password-matches',
          title: 'The password gives the stored hash',
          outcome: 'skipped',
          actual: 'no hash to compare with; one is computed all the same, so that time tells nothing',
        },
  ];
  return verdict(
    'Password',
    checks,
    known && matches,
    { name: 'User name', value: username },
    {
      turn: 'Send any other password.',
    },
  );
}

function roleVerdict({ subject, required, actual, allowed }: EventOf<'role.checked'>['data']): Verdict {
  const check = one(
    {
      id: 'role',
      title: 'The user has the role that this asks for',
      expected: required,
      actual,
      fix: `Give the user the role ${required}, or ask as somebody who has it. Logging in again changes nothing.`,
      source: 'RFC 9110 §15.5.4',
    },
    allowed,
  );
  return verdict(
    'Role',
    check,
    allowed,
    { name: 'User id', value: subject },
    {
      turn: `Take the role ${required} away from the user.`,
    },
  );
}

function accountVerdict(data: EventOf<'account.checked'>['data']): Verdict {
  const { title, fix, source, turn } = accountRule(data.rule);
  const { expected, actual } = data;
  const check = one({ id: `account-${data.rule}`, title, expected, actual, fix, source }, data.allowed);
  return verdict('Account', check, data.allowed, { name: 'Subject', value: data.subject }, { turn });
}

function lookUpVerdict(data: EventOf<'store.answered'>['data']): Verdict | null {
  const { op, table = 'sessions', sid, hit } = data;
  if (op !== 'get' || hit === undefined || sid === undefined) return null;
  if (table === 'refresh-tokens') return null;
  if (table === 'denylist') {
    const before = hit ? revokedUpTo(data.row) : null;
    if (before !== null) return userRevokedVerdict(sid, before, data.iat);
    const check = one(
      {
        id: 'not-revoked',
        title: 'Nobody revoked the token',
        expected: 'no row under the token’s id',
        actual: hit ? 'a row' : 'no row',
        fix: 'Log in again, for a token with another id.',
        source: 'RFC 7519 §4.1.7',
      },
      !hit,
    );
    return verdict(
      'Denylist',
      check,
      !hit,
      { name: 'Token id', value: sid },
      {
        turn: 'Log out: that puts the token’s id on the list.',
      },
    );
  }
  const check = one(
    {
      id: 'session-stored',
      title: 'The session is in the store',
      expected: 'a row under the id of the cookie',
      actual: hit ? 'the row' : 'nothing',
      fix: 'Log in again, or ask a server whose store still has the row.',
    },
    hit,
  );
  return verdict('Session store', check, hit, credential('Session id', sid), {
    turn: 'Delete the row: log out, or restart a server that keeps sessions in its own memory.',
  });
}

/** Every token of the user was revoked, up to a second. @param iat when the token was issued, where that was told */
function userRevokedVerdict(sid: string, before: number, iat: number | undefined): Verdict {
  const same = iat === before;
  const check = one(
    {
      id: 'issued-later',
      title: 'The token was issued after the user was logged out everywhere',
      expected: `an iat above ${before} (${secondOf(before)})`,
      actual: iat === undefined ? 'no such iat' : same ? `${iat}, the very second` : `${iat} (${secondOf(iat)})`,
      fix: same
        ? 'Log in one second later: iat counts whole seconds, so that a token of the same second cannot be told from one of before.'
        : 'Log in again, for a token that is issued later.',
      source: 'RFC 7519 §4.1.6, §2 (NumericDate)',
    },
    false,
  );
  return verdict('Denylist', check, false, { name: 'Token id', value: sid });
}

function secondOf(seconds: number): string {
  return isoTime(seconds * 1_000) ?? 'no time';
}

function refreshVerdict(id: string, accepted: boolean, actual: string): Verdict {
  const check = one(
    {
      id: 'refresh-once',
      title: 'A refresh token is used once',
      expected: 'not used before',
      actual,
      fix: 'log in again: the family is revoked for everybody who holds a token of it',
      source: 'RFC 9700 §4.14.2',
    },
    accepted,
  );
  return verdict(
    'Refresh token',
    check,
    accepted,
    { name: 'Hash of the token', value: id },
    {
      turn: 'Use the same refresh token once more.',
    },
  );
}
