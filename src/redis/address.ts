/** Where the address of the user's own Redis comes from: a setting, or what was typed just now. */
export type AddressPlace = 'setting' | 'typed';

/** How the sentences name that place. The address itself may hold a password: no sentence repeats it. */
const PLACE = 'the setting authLab.redisUrl';

const SCHEMES = ['redis:', 'rediss:'];

/**
 * Looks at an address before anybody connects to it.
 * @returns a sentence that says what is wrong with it, without a word of it, or null
 */
export function addressProblem(url: string, place: AddressPlace = 'setting'): string | null {
  const problem = problemIn(url);
  return problem === null ? null : worded(problem, place);
}

function problemIn(url: string): string | null {
  const form = 'Write it as redis://user:password@host:6379/0, or rediss:// for TLS.';
  // A URL with a user and no host is none: on a socket, nobody logs in.
  if (url.startsWith('unix:')) {
    return /^unix:\/\/\/[^?#]+/.test(url)
      ? null
      : `The address in ${PLACE} names no socket. Write it as unix:///path/to/redis.sock, without a password.`;
  }
  let read: URL;
  try {
    read = new URL(url);
  } catch {
    return `The address in ${PLACE} is no URL. ${form}`;
  }
  if (!SCHEMES.includes(read.protocol)) {
    return `The address in ${PLACE} begins with another word than redis://, rediss:// or unix://. ${form}`;
  }
  if (read.hostname === '') return `The address in ${PLACE} names no host. ${form}`;
  if (!/^\/?\d*$/.test(read.pathname)) {
    return `In ${PLACE}, what follows the host must be the number of a database, as in redis://host:6379/0.`;
  }
  return null;
}

/** What a failed attempt to use a Redis says, as far as it is known. */
interface RedisErrorFacts {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

/** What Redis or the network says, and what it means for whoever wrote the address. In order; the first that fits. */
const MEANINGS: readonly (readonly [words: RegExp, meaning: string])[] = [
  [/NOAUTH|without any password configured/, `This Redis needs a password, and ${PLACE} names none.`],
  [/WRONGPASS|invalid (username-)?password/, `This Redis does not accept the user name or the password in ${PLACE}.`],
  [/ERR AUTH|unknown command .?AUTH/i, `What answers at the address in ${PLACE} takes no password.`],
  [
    /NOPERM/,
    `This Redis does not let the user in ${PLACE} do what is needed: SCAN, GET, SET, PTTL, PEXPIRE and UNLINK.`,
  ],
  [/DB index is out of range|invalid DB index/i, `This Redis has no database with the number in ${PLACE}.`],
  [/ERR syntax error/i, 'This Redis is older than version 6, and lacks what is needed.'],
  [/LOADING/, 'This Redis is still reading its data from disk. Try again in a moment.'],
  [
    /MOVED|CROSSSLOT|CLUSTERDOWN/,
    `What answers at the address in ${PLACE} is a Redis cluster. Auth Lab needs a single Redis.`,
  ],
  [/READONLY/, `What answers at the address in ${PLACE} is a replica, which takes no writes.`],
  [/ENOTFOUND|EAI_AGAIN/, `The name of the host in ${PLACE} could not be resolved.`],
  [/ECONNREFUSED/, `Nothing accepts connections at the address in ${PLACE}. Is Redis running?`],
  [/ENOENT/, `There is no socket at the path in ${PLACE}. Is Redis running?`],
  [/EACCES|EPERM/, `You may not open the socket in ${PLACE}.`],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ConnectionTimeout|connection timeout/i, `The host in ${PLACE} does not answer.`],
  [
    /EPROTO|wrong version number|packet length too long|ERR_SSL|SSL routines/i,
    `What answers at the address in ${PLACE} does not speak TLS: try redis:// instead of rediss://.`,
  ],
  [
    /CERT_|_CERT|certificate|ERR_TLS/i,
    `This machine does not trust the certificate of the host in ${PLACE}. Name its authority by NODE_EXTRA_CA_CERTS.`,
  ],
  [/Unknown RESP|Protocol error/i, `What answers at the address in ${PLACE} is no Redis.`],
  [
    /ECONNRESET|EPIPE|Socket closed|SocketClosed/i,
    `The connection was closed before Redis answered. Does it speak TLS (rediss://), or is it another service?`,
  ],
];

/** @returns one sentence for a person. It says nothing that stands in the address. */
export function redisProblem(error: unknown, place: AddressPlace = 'setting'): string {
  const told = factsOf(error);
  const meaning = MEANINGS.find(([words]) => words.test(told))?.[1];
  if (meaning !== undefined) return worded(meaning, place);
  const code = /^[A-Z]{2,}/.exec(told)?.[0];
  return code === undefined ? 'Redis could not be used.' : `Redis refused: ${code}.`;
}

/** What is said of the setting, said of an address that was typed. */
function worded(sentence: string, place: AddressPlace): string {
  if (place === 'setting') return sentence;
  return sentence
    .replaceAll(`The address in ${PLACE}`, 'This address')
    .replaceAll(`the address in ${PLACE}`, 'this address')
    .replaceAll(PLACE, 'this address');
}

function factsOf(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 3) return String(error);
  const { code, message, cause } = error as RedisErrorFacts;
  const name = error.constructor.name;
  const several = error instanceof AggregateError ? error.errors : [];
  return [
    message,
    code,
    name,
    ...several.map((each) => factsOf(each, depth + 1)),
    cause === undefined ? '' : factsOf(cause, depth + 1),
  ]
    .filter((each) => typeof each === 'string')
    .join(' ');
}
