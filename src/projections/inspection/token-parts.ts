import { inspect } from '../../jwt';
import { numericDate } from '../sentences/phrases';
import { isoTime, momentAndDistance } from '../words';
import type { Block, Piece, Row } from './types';

const CLAIMS: Readonly<Record<string, { readonly about: string; readonly source: string }>> = {
  iss: { about: 'who issued it', source: 'RFC 7519 §4.1.1' },
  sub: { about: 'whom it speaks of', source: 'RFC 7519 §4.1.2' },
  aud: { about: 'whom it is meant for', source: 'RFC 7519 §4.1.3' },
  exp: { about: 'not to be accepted from this moment on', source: 'RFC 7519 §4.1.4' },
  nbf: { about: 'not to be accepted before', source: 'RFC 7519 §4.1.5' },
  iat: { about: 'when it was issued', source: 'RFC 7519 §4.1.6' },
  jti: { about: 'its own id, by which it could be put on a list', source: 'RFC 7519 §4.1.7' },
  alg: { about: 'how it is signed; the server must decide what it accepts', source: 'RFC 7515 §4.1.1' },
  typ: { about: 'what kind of token it is', source: 'RFC 7515 §4.1.9' },
  kid: { about: 'which key signed it', source: 'RFC 7515 §4.1.4' },
};

const DATES = new Set(['exp', 'nbf', 'iat']);

/** True for text that has the three parts of a compact JWS and a readable header. */
export function looksLikeToken(text: string): boolean {
  const found = inspect(text);
  return found.kind === 'jws' && found.header.object !== undefined;
}

/** A token in its three parts: raw, then decoded one by one. Decoding is not verifying. */
export function tokenBlocks(token: string, now: number): Block[] {
  const found = inspect(token);
  if (found.kind !== 'jws') return [{ type: 'code', language: 'token', pieces: [{ text: token, mark: 'credential' }] }];
  const pieces: Piece[] = [
    { text: found.header.raw, mark: 'header' },
    { text: '.', mark: 'plain' },
    { text: found.payload.raw, mark: 'claims' },
    { text: '.', mark: 'plain' },
    { text: found.signature.raw, mark: 'signature' },
  ];
  return [
    { type: 'code', language: 'token', pieces: pieces.filter(({ text }) => text !== '') },
    {
      type: 'code',
      language: 'json',
      pieces: [{ text: pretty(found.header.object, found.header.text), mark: 'header' }],
    },
    { type: 'rows', rows: memberRows(found.header.object ?? {}, now) },
    {
      type: 'code',
      language: 'json',
      pieces: [{ text: pretty(found.payload.object, found.payload.text), mark: 'claims' }],
    },
    { type: 'rows', rows: memberRows(found.payload.object ?? {}, now) },
    {
      type: 'rows',
      rows: [
        {
          name: 'Signature',
          value: `${String(found.signature.bytes.length)} bytes`,
          about: 'over header and claims as they stand; without the key nobody can make another',
          source: 'RFC 7515 §5.1',
        },
      ],
    },
  ];
}

function pretty(object: unknown, text: string): string {
  return object === undefined ? text : JSON.stringify(object, null, 2);
}

function memberRows(members: Readonly<Record<string, unknown>>, now: number): Row[] {
  return Object.entries(members).map(([name, value]) => {
    const date = DATES.has(name) ? numericDate(value) : null;
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    const note = Object.hasOwn(CLAIMS, name) ? CLAIMS[name] : undefined;
    if (date === null) return { name, value: shown, ...note };
    const about = `${note?.about ?? ''}: ${isoTime(date) === null ? 'no date' : momentAndDistance(date, now)}`;
    return { name, value: shown, about, ...(note ? { source: note.source } : {}) };
  });
}
