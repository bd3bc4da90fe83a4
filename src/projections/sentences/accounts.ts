import type { EventOf } from '../../model';
import { roleIn } from '../users';
import type { Memory } from '../memory';
import { clip, count, list } from '../words';
import { person, sentenceOf, subject } from './phrases';
import type { Tellers } from './tellers';

/** Sentences about people: what the user table says of them, and who changes that. */
export const accountSentences: Pick<Tellers, 'user.read' | 'user.changed' | 'account.checked' | 'account.refused'> = {
  'user.read': ({ actor, data }, past) => {
    if (!data.found) return `${subject(past, actor)} looks into the user table and finds nobody with this id.`;
    const says = [
      ...(data.role === undefined ? [] : [`role ${clip(data.role, 30)}`]),
      ...(data.locked === undefined ? [] : [data.locked ? 'locked' : 'not locked']),
      ...(data.version === undefined ? [] : [`version ${String(data.version)}`]),
    ];
    const name = person(past.userName(data.id));
    return `${subject(past, actor)} reads the row of ${name} in the user table${says.length === 0 ? '' : `: ${list(says)}`}.`;
  },

  'user.changed': (event, past) => {
    const { name, what, role, locked, version, permissions = 0 } = event.data;
    const who = person(name);
    const server = past.roleOf(event.actor) === 'server';
    switch (what) {
      case 'role':
        return `The user table now says that ${who} has the role ${clip(role, 30)}: a server that looks it up sees that at the next request; a copy in a session or a token goes on saying what it said.`;
      case 'locked':
        return locked
          ? `The account of ${who} is locked in the user table: no new login succeeds, but a session or a token from before is stopped only by a server that looks here.`
          : `The account of ${who} is open again.`;
      case 'password':
        return `The password of ${who} is another one now: it is asked for at the next login, and by itself it ends no session and no token.`;
      case 'permissions':
        return `The user table now gives ${who} ${permissions === 0 ? 'no permissions' : count(permissions, 'permission')} besides the role: a server that writes them into a token or a cookie does so at the next login, and what was handed out before goes on saying what it said.`;
      case 'version':
        return `${server ? subject(past, event.actor) : 'The operator'} raises the version in the row of ${who} to ${String(version)}: every session and token that names an older one is refused from now on, wherever it is kept.`;
    }
  },

  'account.checked': checked,
  'account.refused': checked,
};

function checked({ data }: EventOf<'account.checked' | 'account.refused'>, past: Memory): string {
  const { rule, allowed } = data;
  const who = person(past.userName(data.subject));
  const [expected, actual] = [clip(data.expected, 60), clip(data.actual, 60)];
  switch (rule) {
    case 'locked':
      return allowed
        ? `The account of ${who} is not locked, so the credential counts.`
        : `The account of ${who} is locked, so even a genuine credential lets nobody in.`;
    case 'version':
      return allowed
        ? `The credential names version ${actual} and the row of ${who} says ${expected}: it has not been revoked.`
        : `The credential names version ${actual}, but the row of ${who} says ${expected}: it was issued before the change and is refused, although nothing else about it is wrong.`;
    case 'lifetime':
      return sentenceOf(
        `However much it is used, what ${who} shows may not grow older than its longest life`,
        allowed ? `, and it has not` : `, and it has: log in again`,
        ` (expected: ${expected}; found: ${actual}).`,
      );
  }
}

/** Two places may say what somebody's role is: the row, and the copy in a credential. */
export function roleFromRow(event: EventOf<'role.checked'>, past: Memory): string | null {
  const exchange = past.exchangeOf(event);
  const row = exchange?.last('user.read', ({ data }) => data.found && data.id === event.data.subject);
  if (row?.data.role === undefined || row.data.role !== event.data.actual) return null;
  const claims = exchange?.last('token.verified')?.data.claims;
  const copy = claims ? roleIn(claims) : null;
  return copy !== null && copy !== event.data.actual
    ? `, as its row says now, whatever the token says (${clip(copy, 30)})`
    : ', as its row says at this moment';
}
