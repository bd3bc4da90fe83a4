/** What a header field does, in a few words, and where that is written. */
export interface FieldNote {
  readonly about: string;
  readonly source: string;
}

const NOTES: Readonly<Record<string, FieldNote>> = {
  accept: { about: 'media types the client can use', source: 'RFC 9110 §12.5.1' },
  authorization: { about: 'credentials of the client, by scheme', source: 'RFC 9110 §11.6.2' },
  'cache-control': { about: 'who may keep a copy of this, and for how long', source: 'RFC 9111 §5.2' },
  connection: { about: 'what happens to the connection afterwards', source: 'RFC 9110 §7.6.1' },
  'content-length': { about: 'size of the body in bytes', source: 'RFC 9110 §8.6' },
  'content-type': { about: 'what the body is', source: 'RFC 9110 §8.3' },
  cookie: { about: 'cookies that the browser holds for this address', source: 'RFC 6265bis §5.8.1' },
  date: { about: 'when the server made this message, by its clock', source: 'RFC 9110 §6.6.1' },
  etag: { about: 'a name for this version of the content', source: 'RFC 9110 §8.8.3' },
  host: { about: 'which host the client means', source: 'RFC 9110 §7.2' },
  'keep-alive': { about: 'how long the connection may stay open', source: 'RFC 2068 §19.7.1' },
  location: { about: 'where to go on', source: 'RFC 9110 §10.2.2' },
  origin: { about: 'which origin began the request', source: 'RFC 6454 §7' },
  referer: { about: 'the page the request came from', source: 'RFC 9110 §10.1.3' },
  'retry-after': { about: 'when to try again', source: 'RFC 9110 §10.2.3' },
  'sec-fetch-dest': { about: 'what the browser wants the answer for', source: 'Fetch Metadata §2.1' },
  'sec-fetch-mode': { about: 'how the browser came to ask: a navigation or a script', source: 'Fetch Metadata §2.2' },
  'sec-fetch-site': {
    about: 'how the initiator and the server are related; scripts cannot set it',
    source: 'Fetch Metadata §2.3',
  },
  'set-cookie': { about: 'asks the browser to keep or drop a cookie', source: 'RFC 6265bis §4.1' },
  'transfer-encoding': { about: 'how the body is cut up on the way', source: 'RFC 9112 §6.1' },
  'user-agent': { about: 'what the client says it is; anyone can write anything here', source: 'RFC 9110 §10.1.5' },
  vary: { about: 'request fields that the answer depends on', source: 'RFC 9110 §12.5.5' },
  'www-authenticate': { about: 'the challenge: which credentials would do', source: 'RFC 9110 §11.6.1' },
  'x-forwarded-proto': {
    about: 'the scheme by which the client reached the proxy in front',
    source: 'a custom of proxies; RFC 7239 is the standard',
  },
};

/** What is known of a header field; undefined for a name that is not in the table. */
export function fieldNote(name: string): FieldNote | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(NOTES, key) ? NOTES[key] : undefined;
}
