import { expect, it } from 'vitest';
import { redact } from '../../../src/vscode/redact';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl';

it.each([
  ['a token', `got ${TOKEN} back`, 'got [token hidden] back'],
  ['a bearer header', `Authorization: Bearer ${TOKEN}`, 'Authorization: Bearer [hidden]'],
  ['an opaque bearer token', 'authorization: bearer abc.def', 'authorization: Bearer [hidden]'],
  [
    'a signed cookie',
    'Cookie: __Host-sid=s%3AAbCdEfGhIjKlMnOpQrSt.uVwXyZ%2F0123; theme=dark',
    'Cookie: __Host-sid=[session id hidden]; theme=dark',
  ],
  [
    'who logs in to a Redis',
    'connects to redis://me:p@ss/w0rd@host:6379/3',
    'connects to redis://[hidden]@host:6379/3',
  ],
  ['a signed cookie, decoded', 'sid s:AbCdEfGhIjKlMnOpQrSt.uVwXyZ/0123=', 'sid [session id hidden]'],
])('hides %s', (_, text, hidden) => {
  expect(redact(text)).toBe(hidden);
});

it.each(['Listening on /tmp/x.sock', 'Error: EADDRINUSE', 'heard {"type":"start","scenario":"stateful"}'])(
  'leaves "%s" as it is',
  (text) => {
    expect(redact(text)).toBe(text);
  },
);
