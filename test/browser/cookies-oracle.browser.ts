import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../../scripts/setup/chromium.mjs';

export interface Target {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
}

/** A cookie as Chromium's DevTools protocol reports it. */
export interface ChromiumCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly expires: number;
  readonly session: boolean;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite?: 'Strict' | 'Lax' | 'None';
  readonly partitionKey?: unknown;
}

/**
 * A real Chromium for which every host name is one small server on this machine, by http and by https. The server
 * answers with the Set-Cookie lines that the URL spells out, octet by octet, and notes the Cookie field it was sent.
 */
export async function startOracle() {
  const sent = new Map<string, string | null>();
  const servers = [http.createServer(answer), https.createServer(selfSigned(), answer)] as const;
  const ports = await Promise.all(servers.map(listen));
  const port = { http: ports[0] ?? 0, https: ports[1] ?? 0 };
  const profile = profileWithThirdPartyCookies();
  const browser = await chromium.launchPersistentContext(profile, {
    ignoreHTTPSErrors: true,
    executablePath: await ensureChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--ignore-certificate-errors', '--host-resolver-rules=MAP * 127.0.0.1'],
  });

  /** Writes the head by itself: node:http would refuse the octets that make the interesting lines. */
  function answer(request: http.IncomingMessage): void {
    const { searchParams } = new URL(request.url ?? '/', 'http://any.test');
    const asked = searchParams.get('ask');
    if (asked !== null) sent.set(asked, request.headers.cookie ?? null);
    const lines = searchParams.getAll('set').map((line) => Buffer.from(line, 'base64url').toString('latin1'));
    const head = [
      'HTTP/1.1 200 OK',
      'Content-Type: text/html',
      'Content-Length: 2',
      'Cache-Control: no-store',
      ...lines.map((line) => `Set-Cookie: ${line}`),
    ];
    request.resume();
    request.socket.write(Buffer.from(`${head.join('\r\n')}\r\n\r\nhi`, 'latin1'));
  }

  function url({ scheme, host, path }: Target, query = ''): string {
    return `${scheme}://${host}:${String(port[scheme])}${path}${query}`;
  }

  return {
    /** Runs with a browser that holds no cookies. */
    async fresh<T>(run: (page: Page) => Promise<T>): Promise<T> {
      await browser.clearCookies();
      const page = await browser.newPage();
      try {
        return await run(page);
      } finally {
        await page.close();
      }
    },

    /** The URL whose answer sets these lines. */
    setting: (target: Target, ...lines: readonly string[]): string =>
      url(target, `?${lines.map((line) => `set=${Buffer.from(line, 'latin1').toString('base64url')}`).join('&')}`),

    /** The URL whose request's Cookie field `cookieOf` then tells. */
    asking: (target: Target, id: string): string => url(target, `?ask=${id}`),

    /** The Cookie field that came with that request; null when it had none. */
    cookieOf(id: string): string | null {
      const cookie = sent.get(id);
      if (cookie === undefined) throw new Error(`The request ${id} never arrived.`);
      return cookie;
    },

    async cookies(page: Page): Promise<ChromiumCookie[]> {
      const session = await page.context().newCDPSession(page);
      const { cookies } = await session.send('Network.getAllCookies');
      await session.detach();
      return cookies;
    },

    async stop(): Promise<void> {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

export type Oracle = Awaited<ReturnType<typeof startOracle>>;

/** Fetches from within the page, one after the other, so that the requests begin on the page's own site. */
export async function fetchAll(page: Page, urls: readonly string[], method = 'GET'): Promise<void> {
  await page.evaluate(
    async ({ urls, method }) => {
      for (const url of urls) await fetch(url, { method, mode: 'no-cors', credentials: 'include' });
    },
    { urls, method },
  );
}

/** The same for requests whose order does not matter, which is faster. */
export async function fetchAtOnce(page: Page, urls: readonly string[]): Promise<void> {
  await page.evaluate(
    (urls) => Promise.all(urls.map((url) => fetch(url, { mode: 'no-cors', credentials: 'include' }))).then(() => null),
    urls,
  );
}

/**
 * The draft leaves third-party cookies to the user agent (§7.1). Chromium as packaged may block them, as its private
 * windows do, and would then say nothing about SameSite=None: here they are allowed.
 */
function profileWithThirdPartyCookies(): string {
  const profile = mkdtempSync(join(tmpdir(), 'cookies-oracle-profile-'));
  mkdirSync(join(profile, 'Default'));
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  return profile;
}

function listen(server: http.Server | https.Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

/** Made anew for every run: a key in the repository would be a key somebody trusts one day. */
function selfSigned(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'cookies-oracle-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const request = ['req', '-x509', ...curve, '-days', '2', '-subj', '/CN=oracle.test', '-keyout', key, '-out', cert];
    execFileSync('openssl', request, { stdio: 'ignore' });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
