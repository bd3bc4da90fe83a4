import { firstFailure, type Check, type EventOf, type JsonObject } from '../../model';
import type { Memory } from '../memory';
import { key } from '../topics';
import { isUnsigned } from '../unsigned';
import { roleIn } from '../users';
import { clip, duration, list, moment, momentAndDistance, quoted } from '../words';
import { roleFromRow } from './accounts';
import { isSessionLookUp, numericDate, person, refusal, sentenceOf, subject, withoutSecrets } from './phrases';
import type { Tellers } from './tellers';

/** Sentences about what decides: passwords, roles, tokens. */
export const proofSentences: Pick<
  Tellers,
  | 'password.checked'
  | 'role.checked'
  | 'token.signed'
  | 'token.verified'
  | 'token.rejected'
  | 'token.decoded'
  | 'token.forged'
  | 'key.taken'
> = {
  'password.checked': ({ data }) => {
    const algorithm = clip(data.algorithm, 20);
    if (!data.known) {
      return `No user is named ${quoted(data.username)}; the answer must not differ from the one to a wrong password, in words or in time, or it would tell which names exist.`;
    }
    const hashed = `Hashed by ${algorithm} with the stored salt, the password given for ${quoted(data.username)}`;
    return data.matches
      ? `${hashed} yields the stored hash, so it is the right one; the server keeps that hash and never the password.`
      : `${hashed} does not yield the stored hash, so it is the wrong one.`;
  },

  'role.checked': (event, past) => {
    const { subject: id, required, actual, allowed } = event.data;
    const name = person(past.userName(id));
    const source = sourceOfRole(event, past);
    return allowed
      ? `The role ${clip(required, 30)} is required here and ${name} has it${source}: authenticated and authorized.`
      : `The role ${clip(required, 30)} is required here, but ${name} has the role ${clip(actual, 30)}${source}: authenticated, yet not authorized.`;
  },

  'token.signed': (event, past) => {
    const { header, claims } = event.data;
    const alg = typeof header['alg'] === 'string' ? ` with ${clip(header['alg'], 12)}` : '';
    const signs = `${subject(past, event.actor)} signs a token${alg} that names ${bearer(claims, past)} and ${lifetime(claims, event.at)}`;
    return past.roleOf(event.actor) === 'attacker'
      ? `${signs}: whoever has the key is the issuer, and no server can tell the difference.`
      : `${signs}; it stores nothing of it, because the signature will be proof enough.`;
  },

  'token.decoded': ({ actor, data }, past) =>
    `${subject(past, actor)} reads ${bearer(data.claims, past)} in the token and verifies nothing: whoever can write JSON can write that.`,

  'token.forged': ({ actor, data }, past) => {
    const { title, changes, note, token } = data;
    const who = subject(past, actor);
    const said = (text: string): string => withoutSecrets(text, token === null ? [] : [token]);
    if (token === null)
      return sentenceOf(
        `${who} finds no way to forge this token by "${said(title)}"`,
        note === '' ? '' : `: ${said(note)}`,
      );
    const made = changes.length === 0 ? '' : ` (${list(changes.map(said))})`;
    return sentenceOf(
      `${who} makes a token of its own by "${said(title)}"${made}`,
      note === '' ? '' : `. ${said(note)}`,
    );
  },

  'key.taken': ({ actor, data }, past) => {
    const { from, name, key: print } = data;
    const where = { table: 'its key table', file: 'a file', address: 'an address on the network' }[from];
    const found =
      print === null ? 'and finds none' : `and takes what it finds (fingerprint ${clip(print, 8)}) for the key`;
    return `${subject(past, actor)} looks in ${where} for the key that the token names, ${quoted(clip(name, 120))}, ${found}: whoever wrote the token chose where it looks.`;
  },

  'token.verified': (event, past) => {
    if (isUnsigned(event.data.checks)) {
      return `The token asks for no signature and is believed, so the server takes ${bearer(event.data.claims, past)} for the one who asks: anybody could have written that.`;
    }
    const { claims, token } = event.data;
    const behind =
      (numericDate(claims['exp']) ?? Infinity) <= event.at
        ? ` by the run's clock, and not yet by that of ${past.name(event.actor)}`
        : '';
    const holds = `The token's signature fits${parties(event.data.checks)} and ${standing(claims, event.at)}${behind}`;
    const name = person(past.userOf(claims));
    const request = past.exchangeOf(event)?.request;
    const victim = request ? past.showsCopy(request) : null;
    const removed = (past.token(token)?.removedBy.length ?? 0) > 0;
    if (removed && past.canRevoke) {
      return `${holds}, as it did before the logout: a signature cannot say whether the token was revoked since.`;
    }
    if (removed) {
      const who = request ? past.name(request.actor) : 'whoever shows it';
      return `${holds}, so ${who} counts as ${name}: the logout removed the token from one browser, but nothing about the token has changed and the server has no list to ask.`;
    }
    if (request && victim !== null) {
      return `${holds}, so ${past.name(request.actor)} counts as ${name}: the token says whom it speaks of, not who shows it.`;
    }
    return past.times(key('token.verified')) > 0
      ? `${holds}, so the server believes once more that ${bearer(claims, past)} is asking.`
      : `${holds}, so the server believes that ${bearer(claims, past)} is asking, without looking anything up.`;
  },

  'token.rejected': (event, past) => {
    const { token, message, checks } = event.data;
    const exp = numericDate(past.token(token)?.signed.data.claims['exp']);
    const failed = firstFailure(checks);
    const expired = /expired/i.test(message) || failed?.id === 'exp';
    const words = message === '' ? '' : ` (${withoutSecrets(message, [token])})`;
    if (expired && exp !== null && exp <= event.at) {
      return `The token is refused${words}: its exp was ${moment(exp, event.at)}, ${duration(event.at - exp)} ago, and from that moment on it must not be accepted (RFC 7519 §4.1.4).`;
    }
    const reason = refusal(checks, [token]);
    return sentenceOf(`The token is refused${words}`, reason === null ? '' : `: ${reason}`);
  },
};

/** "alice with the role user" */
function bearer(claims: JsonObject, past: Memory): string {
  const role = roleIn(claims);
  return `${person(past.userOf(claims))}${role === null ? '' : ` with the role ${clip(role, 30)}`}`;
}

function lifetime(claims: JsonObject, now: number): string {
  const exp = numericDate(claims['exp']);
  return exp === null ? 'has no exp, so it never ends by itself' : `is good until ${momentAndDistance(exp, now)}`;
}

/** iss and aud are worth a word only where somebody checked them. */
function parties(checks: readonly Check[]): string {
  const passed = ['iss', 'aud'].filter((claim) =>
    checks.some(({ id, outcome }) => id === claim && outcome === 'passed'),
  );
  return passed.length === 0 ? '' : `, ${list(passed)} ${passed.length === 1 ? 'is as' : 'are as'} expected,`;
}

function standing(claims: JsonObject, now: number): string {
  const exp = numericDate(claims['exp']);
  if (exp === null) return 'no exp limits it';
  return `its exp, ${moment(exp, now)}, is ${exp > now ? `${duration(exp - now)} away` : `${duration(now - exp)} past`}`;
}

/** Where the role was read decides how soon a change of it counts. */
function sourceOfRole(event: EventOf<'role.checked'>, past: Memory): string {
  const looked = roleFromRow(event, past);
  if (looked !== null) return looked;
  const exchange = past.exchangeOf(event);
  const verified = exchange?.last('token.verified');
  if (verified && roleIn(verified.data.claims) === event.data.actual) {
    if (isUnsigned(verified.data.checks)) return ', as the token says, which nobody signed';
    return ', as the token has said since it was signed';
  }
  const row = exchange?.last('store.answered', isSessionLookUp)?.data.row;
  const session = row ?? exchange?.last('session.unsealed')?.data;
  if (session && roleIn(session.data) === null) return ', which is looked up at each request, not kept in the session';
  return '';
}
