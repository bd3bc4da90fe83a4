import { AFFINITY_COOKIE, type ActorId, type EventOf, type SameSite, type StoredCookie } from '../../model';
import type { Memory } from '../memory';
import { clip, list, momentAndDistance, quoted } from '../words';
import { end, numericDate, person, refusal, sentenceOf, subject } from './phrases';
import type { Tellers } from './tellers';

/** Sentences about what a browser keeps, and about who gets hold of it. */
export const clientSentences: Pick<
  Tellers,
  | 'cookie.stored'
  | 'cookie.refused'
  | 'cookie.deleted'
  | 'cookie.edited'
  | 'cookie.removed'
  | 'storage.written'
  | 'storage.edited'
  | 'storage.removed'
  | 'credential.copied'
  | 'credential.missed'
> = {
  'cookie.stored': (event, past) => {
    const { cookie, replaced } = event.data;
    const who = subject(past, event.actor);
    const name = clip(cookie.name === '' ? '(no name)' : cookie.name, 40);
    const before = past.held.clients
      .get(event.actor)
      ?.cookies.live()
      .find((each) => each.cookie.name === cookie.name)?.cookie;
    if (replaced && before?.value === cookie.value)
      return `${who} keeps the cookie ${name} with the value it already had, now ${cookieEnd(cookie, event.at)}.`;
    if (replaced && before && list(conditions(before)) === list(conditions(cookie)))
      return `${who} keeps the new value of the cookie ${name} in place of the old one, under the same conditions, ${cookieEnd(cookie, event.at)}.`;
    const place = replaced ? ' in place of the one it had' : '';
    return `${who} keeps the cookie ${name}${place}: ${list(conditions(cookie))}, ${cookieEnd(cookie, event.at)}.`;
  },

  'cookie.refused': ({ actor, data }, past) => {
    const why = refusal(data.verdict.checks, [data.line]);
    return sentenceOf(
      `${subject(past, actor)} refuses the cookie ${clip(data.name === '' ? '(no name)' : data.name, 40)}`,
      why === null ? '' : `, because ${why}`,
      '; the server does not hear of it',
    );
  },

  'cookie.deleted': ({ actor, data }, past) => {
    const who = subject(past, actor);
    const name = clip(data.name, 40);
    return data.line === null
      ? `${who} drops the cookie ${name}: its time is over.`
      : `${who} drops the cookie ${name}, as the server asked by a Set-Cookie with an end in the past; this tidies up one browser and reaches no copy of the cookie.`;
  },

  'cookie.edited': ({ actor, data }, past) =>
    `Somebody changes the cookie ${clip(data.cookie.name, 40)} in ${place(past, actor)} by hand, as anybody can with their own browser: what a client keeps is never proof by itself.`,

  'cookie.removed': ({ actor, data }, past) =>
    `Somebody deletes the cookie ${clip(data.name, 40)} in ${place(past, actor)} by hand; the server is not told, and whatever it keeps for this user stays.`,

  'storage.edited': ({ actor, data }, past) =>
    `Somebody changes the value under ${quoted(data.key)} in ${place(past, actor)} by hand, as anybody can with their own browser: what is in a token can be rewritten, but to make a signature that fits takes the key.`,

  'storage.written': (event, past) => {
    const { area, key } = event.data;
    const what = isToken(event.data.value, past) ? 'the token' : 'a value';
    const reach =
      area === 'localStorage'
        ? 'it outlives the tab, and every script of this origin can read it, an injected one (XSS) included'
        : 'it goes with the tab, and until then every script of this origin in it can read it, an injected one (XSS) included';
    return `A script of the page in ${place(past, event.actor)} keeps ${what} in ${area} under ${quoted(key)}: ${reach}.`;
  },

  'storage.removed': (event, past) => {
    const { area, key } = event.data;
    const value = past.held.clients
      .get(event.actor)
      ?.storage.live()
      .find((entry) => entry.area === area && entry.key === key)?.value;
    const token = value === undefined ? undefined : past.token(value);
    const script = `A script of the page in ${place(past, event.actor)} removes ${quoted(key)} from ${area}`;
    if (!token) return `${script}.`;
    const exp = numericDate(token.signed.data.claims['exp']);
    const valid = exp === null ? 'for good' : exp > event.at ? `until ${momentAndDistance(exp, event.at)}` : null;
    if (valid === null) return `${script}; the token had expired already.`;
    return past.canRevoke
      ? `${script}: this browser has forgotten the token; whoever has a copy can show it ${valid}, and then only the server's own records say no.`
      : `${script}: this browser has forgotten the token, but the server has nothing to delete, and the token itself stays valid ${valid}.`;
  },

  'credential.copied': (event, past) => {
    const { what, name, from, to } = event.data;
    const shown = what === 'cookie' ? `the cookie ${clip(name, 40)}` : `the token from ${quoted(name)}`;
    if (what === 'cookie' && name === AFFINITY_COOKIE)
      return `${subject(past, to)} also holds ${shown} of ${past.name(from)}: it names a server and nobody who could log in, and is worth nothing by itself.`;
    const owner = ownerOf(event, past);
    if (past.roleOf(from) === 'attacker')
      return `${subject(past, to)} now holds ${shown} of ${past.name(from)}: whoever uses this browser acts as ${person(owner)} from now on, and does not know it.`;
    const who = owner === null ? 'the one it was issued to' : person(owner);
    return `${subject(past, to)} now holds ${shown} of ${past.name(from)}: it works for whoever bears it, so ${past.name(to)} can pass for ${who} without knowing the password.`;
  },

  'credential.missed': (event, past) => {
    const { what, from } = event.data;
    return `${subject(past, from)} holds no ${what === 'cookie' ? 'session cookie' : 'token'} that anybody could copy: nobody is logged in there.`;
  },
};

/** Where somebody keeps things: a thief has a browser too. */
function place(past: Memory, actor: ActorId): string {
  return past.roleOf(actor) === 'attacker' ? `${past.name(actor)}'s browser` : past.name(actor);
}

/** What has to hold for the browser to send this cookie, in words. */
function conditions(cookie: StoredCookie): string[] {
  const domain = clip(cookie.domain, 60);
  return [
    cookie.hostOnly ? `it goes back to ${domain} alone` : `it goes to ${domain} and its subdomains`,
    ...(cookie.path === '/' ? [] : [`only below ${clip(cookie.path, 40)}`]),
    ...(cookie.secure ? ['only over TLS (Secure)'] : []),
    cookie.httpOnly ? 'out of reach of scripts (HttpOnly)' : 'readable by scripts',
    SAME_SITE[cookie.sameSite],
    ...(cookie.partitioned ? ['apart for each top-level site (Partitioned)'] : []),
  ];
}

const SAME_SITE: Readonly<Record<SameSite, string>> = {
  strict: 'never with a request from another site (SameSite=Strict)',
  lax: 'with a request from another site only when a link is followed (SameSite=Lax)',
  none: 'with requests from any site (SameSite=None)',
  default: 'with requests from other sites as the browser sees fit (no SameSite)',
};

function cookieEnd(cookie: StoredCookie, now: number): string {
  return cookie.expires === null ? 'until the browser is closed' : end(cookie.expires, now);
}

function isToken(value: string, past: Memory): boolean {
  return past.token(value) !== undefined || /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/.test(value);
}

/** Whose credential it is, as far as the run has shown. */
function ownerOf({ data }: EventOf<'credential.copied'>, past: Memory): string | null {
  const token = past.token(data.value);
  if (token) return past.userOf(token.signed.data.claims);
  return past.sealed(data.value)?.user ?? past.sessionIn(data)?.user ?? null;
}
