import jwt from 'jsonwebtoken';
import { createSecretKey, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { Chart } from '../../model/charts-protocol';
import type { AddressBook } from '../address';
import { CookieJar } from '../browser/cookies';
import type { Tell } from './measurer';

/** Claims beyond the usual ones, such as permissions. */
const POINTS = [0, 25, 50, 75, 100, 150, 200, 250, 300, 350, 400];
const COOKIE = '__Host-sid';
/** A cookie lives for minutes, so the moment does not matter: Monday, 5 January 2026, 09:00 UTC. */
const NOW = Date.UTC(2026, 0, 5, 9);
const CONTEXT = {
  url: { scheme: 'https', host: 'shop.example', path: '/' },
  method: 'POST',
  siteForCookies: null,
  topLevelNavigation: true,
};

/** The bytes of a credential against the claims in it, up to where it is no longer taken. */
export async function measureSizes(addresses: AddressBook, tell: Tell): Promise<Chart> {
  const key = createSecretKey(randomBytes(32));
  const tokenWith = (claims: number): string => signed(claims, key);
  const server = new SizeServer(addresses.addressOf('sizes'));
  await server.start();
  try {
    tell('Looking for the largest cookie that a browser keeps', 0, 3);
    const cookie = await lastThat((claims) => server.keepsCookie(tokenWith(claims)));
    tell('Looking for the largest header that a server takes', 1, 3);
    const header = await lastThat((claims) => server.takesBearer(tokenWith(claims)));
    tell('Signing tokens', 2, 3);
    const cookieBytes = COOKIE.length + tokenWith(cookie).length;
    const headerBytes = bearerBytes(tokenWith(header));
    // What express-session writes: "s:", an id of 24 bytes, ".", and an HMAC-SHA256 of it, percent-encoded.
    const session = `s%3A${randomBytes(24).toString('base64url')}.${encodeURIComponent(randomBytes(32).toString('base64').replace(/=+$/, ''))}`;
    return {
      id: 'size',
      title: 'Bytes of a credential against the claims in it',
      finding: `A token in a cookie has room for ${String(cookie)} such claims (${cookieBytes.toLocaleString('en-US')} bytes); one more, and the browser refuses the cookie. In a header it is taken up to ${String(header)} claims (${headerBytes.toLocaleString('en-US')} bytes); one more, and Node answers 431. A session id stays as short as it was.`,
      how: 'Each claim has a name and a value as {"permission_7":"orders:read:region-7"}. Tokens were signed with HS256 and really sent: by a server to the lab’s browser, which keeps cookies as RFC 6265bis §5.7 says (4,096 bytes for name and value), and as Authorization to a Node server with its usual limit (--max-http-header-size, for all fields together). Where they stop being taken was found by halving.',
      form: 'lines',
      x: { title: 'Claims beyond the usual ones', values: POINTS, names: [] },
      y: { title: 'Size of the credential', unit: 'bytes' },
      series: [
        { title: 'Token (JWT, HS256)', values: POINTS.map((claims) => tokenWith(claims).length) },
        { title: 'Session id in a cookie', values: POINTS.map(() => session.length) },
      ],
      limits: [
        { title: `Largest cookie kept: ${String(cookie)} claims`, at: cookieBytes },
        { title: `Largest header taken: ${String(header)} claims`, at: headerBytes },
      ],
      notes: [],
    };
  } finally {
    server.stop();
  }
}

function signed(claims: number, key: ReturnType<typeof createSecretKey>): string {
  const more = Object.fromEntries(
    Array.from({ length: claims }, (_, index) => [
      `permission_${String(index)}`,
      `orders:read:region-${String(index)}`,
    ]),
  );
  return jwt.sign({ name: 'alice', role: 'user', ...more }, key, {
    algorithm: 'HS256',
    subject: '1',
    issuer: 'https://shop.example',
    audience: 'https://shop.example',
    expiresIn: 900,
  });
}

function bearerBytes(token: string): number {
  return `Authorization: Bearer ${token}\r\n`.length;
}

/** The largest number for which something holds that holds for small ones and not for large ones. */
async function lastThat(holds: (claims: number) => Promise<boolean>): Promise<number> {
  let [low, high] = [0, 1];
  while (await holds(high)) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** A plain Node server that sets whatever cookie it is asked for, and takes whatever header it can. */
class SizeServer {
  readonly #server: Server;
  #cookie = '';

  constructor(readonly address: string) {
    this.#server = createServer({ keepAlive: false }, (asked, answer) => {
      asked.resume();
      answer.setHeader('Set-Cookie', this.#cookie).end();
    });
  }

  async start(): Promise<void> {
    this.#server.listen(this.address);
    await once(this.#server, 'listening');
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Whether the lab's browser keeps a cookie with this value when the server sets it. */
  async keepsCookie(value: string): Promise<boolean> {
    this.#cookie = `${COOKIE}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=900`;
    const { headers } = await this.#send({});
    this.#cookie = `${COOKIE}=; Path=/; Secure; Max-Age=0`;
    const [line = ''] = headers['set-cookie'] ?? [];
    return new CookieJar().receive(line, CONTEXT, NOW).action === 'stored';
  }

  /** Whether the server answers a request that shows this token with anything but 431. */
  async takesBearer(token: string): Promise<boolean> {
    return (await this.#send({ Authorization: `Bearer ${token}` })).status !== 431;
  }

  #send(headers: Record<string, string>): Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders }> {
    return new Promise((resolve, reject) => {
      const asked = request(
        // A client of Node takes as much as a server of Node, so it must not be the one that gives up.
        { socketPath: this.address, path: '/', maxHeaderSize: 1 << 20, headers: { Host: 'shop.example', ...headers } },
        (answer) => {
          answer.resume();
          answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
        },
      );
      asked.once('error', reject);
      asked.end();
    });
  }
}
