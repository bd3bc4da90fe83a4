import type { StoreRecord } from '../model/store-records';

/** Enough to tell rows apart; the rest is asked for when a row is opened. */
const PREVIEW = 300;
/** Where libraries and applications note who is logged in, in order. */
const USER_MEMBERS = ['user', 'username', 'userName', 'userId', 'user_id', 'uid', 'account', 'email', 'sub', 'login'];
const NAME_MEMBERS = ['name', 'username', 'userName', 'displayName', 'login', 'email', 'id', '_id', 'sub'];

/** A row as its store keeps it. */
export interface RawRow {
  readonly id: string;
  /** Its data, or the beginning of it. */
  readonly text: string;
  readonly bytes: number;
  /** Ms since the Unix epoch, or null when it has no end. */
  readonly end: number | null;
}

/** A row as a table shows it: of its data, only what fits in a line. */
export function recordOf({ id, text, bytes, end }: RawRow): StoreRecord {
  const data = objectIn(text);
  const shown = data === undefined ? text : JSON.stringify(withoutCookie(data));
  return {
    id,
    user: data === undefined ? null : userIn(data),
    preview: oneLine(shown.slice(0, PREVIEW)),
    bytes,
    end,
    readable: data !== undefined,
  };
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Who a session names, by the habits of the libraries: a name, else an id. */
function userIn(data: Readonly<Record<string, unknown>>): string | null {
  const { passport } = data;
  const holder = isObject(passport) ? { user: passport['user'], ...data } : data;
  for (const member of USER_MEMBERS) {
    const name = nameIn(holder[member]);
    if (name !== null) return name;
  }
  return null;
}

function nameIn(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return oneLine(value.slice(0, 80));
  if (typeof value === 'number') return String(value);
  if (!isObject(value)) return null;
  for (const member of NAME_MEMBERS) {
    const name = value[member];
    if ((typeof name === 'string' && name !== '') || typeof name === 'number')
      return oneLine(String(name).slice(0, 80));
  }
  return null;
}

/** Every session of express-session has one, and it tells no two apart. */
function withoutCookie(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== 'cookie'));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what would break the line
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ');
}
