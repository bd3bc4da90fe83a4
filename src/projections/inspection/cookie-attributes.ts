import type { SameSite, StoredCookie } from '../../model';
import { readSetCookie } from '../http-words';
import { isoTime, momentAndDistance } from '../words';
import type { Row } from './types';

const NOTES: Readonly<Record<string, { readonly about: string; readonly source: string }>> = {
  expires: { about: 'the browser drops it at this time; Max-Age wins over it', source: 'RFC 6265bis §5.6.1' },
  'max-age': { about: 'seconds that it lives; zero or less drops it at once', source: 'RFC 6265bis §5.6.2' },
  domain: { about: 'subdomains of this name get it too', source: 'RFC 6265bis §5.6.3' },
  path: { about: 'sent only for paths below this one; no protection against scripts', source: 'RFC 6265bis §5.6.4' },
  secure: { about: 'sent over TLS only', source: 'RFC 6265bis §5.6.5' },
  httponly: { about: 'scripts can neither read nor write it', source: 'RFC 6265bis §5.6.6' },
  samesite: { about: 'whether it goes along with requests that another site began', source: 'RFC 6265bis §5.6.7' },
  partitioned: {
    about: 'kept apart for each top-level site',
    source: 'CHIPS, draft-cutler-httpbis-partitioned-cookies',
  },
};

/** The attributes of a Set-Cookie line, one by one, as written. */
export function setCookieRows(line: string): Row[] {
  const { name, value, attributes } = readSetCookie(line);
  return [
    nameRow(name),
    { name: 'Value', value, about: 'what the browser sends back', source: 'RFC 6265bis §4.1.1', credential: true },
    ...attributes.map((attribute): Row => {
      const key = attribute.name.toLowerCase();
      const note = Object.hasOwn(NOTES, key) ? NOTES[key] : undefined;
      return {
        name: attribute.name,
        value: attribute.value,
        ...(note ?? { about: 'not an attribute that browsers know; ignored' }),
      };
    }),
  ];
}

const SAME_SITE: Readonly<Record<SameSite, string>> = {
  strict: 'Strict: never sent with a request that another site began',
  lax: 'Lax: sent with a request that another site began only when a link is followed',
  none: 'None: sent with requests that any site began',
  default: 'not set: most browsers treat it as Lax',
};

/** A cookie as the browser keeps it. */
export function keptCookieRows(cookie: StoredCookie, now: number): Row[] {
  const source = (key: keyof typeof NOTES): { source?: string } => {
    const found = NOTES[key]?.source;
    return found === undefined ? {} : { source: found };
  };
  return [
    nameRow(cookie.name),
    { name: 'Value', value: cookie.value, credential: true },
    {
      name: 'Domain',
      value: cookie.domain,
      about: cookie.hostOnly
        ? 'host-only: sent to this host and to no subdomain'
        : 'sent to this host and its subdomains',
      ...source('domain'),
    },
    { name: 'Path', value: cookie.path, about: 'sent only for paths below this one', ...source('path') },
    {
      name: 'Secure',
      value: yesNo(cookie.secure),
      about: cookie.secure ? 'sent over TLS only' : 'sent without TLS too, where anyone on the way can read it',
      ...source('secure'),
    },
    {
      name: 'HttpOnly',
      value: yesNo(cookie.httpOnly),
      about: cookie.httpOnly ? 'scripts can neither read nor write it' : 'any script of the page can read it',
      ...source('httponly'),
    },
    { name: 'SameSite', value: cookie.sameSite, about: SAME_SITE[cookie.sameSite], ...source('samesite') },
    ...(cookie.partitioned
      ? [{ name: 'Partitioned', value: 'yes', about: 'kept apart for each top-level site', ...source('partitioned') }]
      : []),
    {
      name: 'Ends',
      value:
        cookie.expires === null ? 'when the browser is closed' : (isoTime(cookie.expires) ?? String(cookie.expires)),
      ...(cookie.expires === null ? {} : { about: momentAndDistance(cookie.expires, now) }),
      source: 'RFC 6265bis §5.7',
    },
  ];
}

function nameRow(name: string): Row {
  const lower = name.toLowerCase();
  if (lower.startsWith('__host-')) {
    return {
      name: 'Name',
      value: name,
      about: 'the prefix demands Secure, Path=/ and no Domain',
      source: 'RFC 6265bis §4.1.3.2',
    };
  }
  if (lower.startsWith('__secure-')) {
    return { name: 'Name', value: name, about: 'the prefix demands Secure', source: 'RFC 6265bis §4.1.3.1' };
  }
  return { name: 'Name', value: name };
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');
