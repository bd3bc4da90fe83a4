import {
  headerValues,
  type BrowserHandle,
  type EventData,
  type HeaderLine,
  type KeptCredential,
  type Reply,
  type WebStorageArea,
} from '../../model';
import type { Announcement } from '../node-protocol';
import { AFFINITY_COOKIE } from '../../model';
import { EXCHANGE_HEADER } from '../exchange-header';
import { CookieJar, siteOf, type RequestContext, type UrlParts } from './cookies';
import type { Origins } from './origins';
import type { HttpOutcome, HttpRequest, HttpResponse } from '../network/http-exchange';
import type { Hop } from '../network/network';
import { WebStorage } from './web-storage';

/** What a browser needs of the lab around it. */
export interface Surroundings {
  /** Virtual ms since the Unix epoch. */
  now(): number;
  /** Announces and waits until it may happen. */
  pass(announcement: Announcement): Promise<void>;
  nextExchange(): string;
  /** Sends a request over the lab's network and waits for what comes of it. Never rejects. */
  exchange(hop: Hop, request: HttpRequest): Promise<HttpOutcome>;
  readonly origins: Origins;
}

/** An event about this browser that happened by somebody's hand. */
export type Told = {
  [K in 'cookie.edited' | 'cookie.removed' | 'storage.edited' | 'storage.removed']: readonly [K, EventData[K]];
}['cookie.edited' | 'cookie.removed' | 'storage.edited' | 'storage.removed'];

const USER_AGENT = 'AuthLab/1.0 (simulated browser)';

/**
 * A simulated browser with one tab: cookies and web storage by the rules, requests over plain HTTP with no time-out.
 * It never runs in the editor, whose own network stack is patched and may be remote.
 */
export class Browser implements BrowserHandle {
  readonly cookies = new CookieJar();
  readonly storage = new WebStorage();

  constructor(
    readonly id: string,
    private readonly home: string,
    private readonly lab: Surroundings,
  ) {}

  visit(path: string): Promise<Reply | null> {
    return this.#send('GET', new URL(path, this.home), {
      body: '',
      topLevelNavigation: true,
      headers: [
        ['Accept', 'text/html,application/json'],
        ['Sec-Fetch-Site', 'none'],
        ['Sec-Fetch-Mode', 'navigate'],
        ['Sec-Fetch-Dest', 'document'],
      ],
    });
  }

  fetch(
    method: string,
    path: string,
    { json, headers = {} }: { json?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Reply | null> {
    const body = json === undefined ? '' : JSON.stringify(json);
    const unsafe = method !== 'GET' && method !== 'HEAD';
    return this.#send(method, new URL(path, this.home), {
      body,
      topLevelNavigation: false,
      headers: [
        ['Accept', 'application/json'],
        ...Object.entries(headers),
        ...(unsafe ? [['Origin', new URL(this.home).origin] as const] : []),
        ['Sec-Fetch-Site', 'same-origin'],
        ['Sec-Fetch-Mode', 'cors'],
        ['Sec-Fetch-Dest', 'empty'],
        ...(body === '' ? [] : [['Content-Type', 'application/json'] as const]),
        ...(body === '' && !unsafe ? [] : [['Content-Length', String(Buffer.byteLength(body))] as const]),
      ],
    });
  }

  readStorage(area: WebStorageArea, key: string): string | null {
    return this.storage.get(area, key);
  }

  async writeStorage(area: WebStorageArea, key: string, value: string): Promise<void> {
    this.storage.set(area, key, value);
    await this.#tell({ kind: 'storage.written', data: { area, key, value } });
  }

  async removeStorage(area: WebStorageArea, key: string): Promise<void> {
    if (!this.storage.remove(area, key)) return;
    await this.#tell({ kind: 'storage.removed', data: { area, key } });
  }

  /**
   * What this browser shows to prove who it is: its session cookie, or else the token that its page keeps. The rest of
   * what it was given to come back with, such as a refresh token, follows.
   */
  credentials(): KeptCredential[] {
    const cookies = this.cookies.all().map(({ name, value }): KeptCredential => ({ what: 'cookie', name, value }));
    const tokens = this.storage
      .entries('localStorage')
      .map(([name, value]): KeptCredential => ({ what: 'token', name, value }));
    // The load balancer's cookie says where to go, not who is asking.
    const byUse = (one: KeptCredential, other: KeptCredential): number =>
      Number(one.name === AFFINITY_COOKIE) - Number(other.name === AFFINITY_COOKIE);
    return [...cookies.sort(byUse), ...tokens];
  }

  credential(): KeptCredential | null {
    return this.credentials().find(({ name }) => name !== AFFINITY_COOKIE) ?? null;
  }

  /** Takes over everything by which another browser is recognized, attributes and all. */
  takeCredentials(from: Browser): void {
    for (const cookie of from.cookies.all()) this.cookies.put(cookie);
    for (const [key, value] of from.storage.entries('localStorage')) this.storage.set('localStorage', key, value);
  }

  /** Deletes by hand what this browser comes back with. @returns what there is to tell */
  dropCredentials(): Told[] {
    return this.credentials()
      .filter(({ name }) => name !== AFFINITY_COOKIE)
      .map(({ what, name }): Told => {
        if (what === 'token') {
          this.storage.remove('localStorage', name);
          return ['storage.removed', { area: 'localStorage', key: name }];
        }
        const cookie = this.cookies.all().find((each) => each.name === name);
        if (cookie) this.cookies.remove(cookie.name, cookie.domain, cookie.path);
        return ['cookie.removed', { name }];
      });
  }

  /** Changes the credential by hand. @returns what there is to tell */
  editCredential(value: string): Told[] {
    const kept = this.credential();
    if (!kept) return [];
    if (kept.what === 'token') {
      this.storage.set('localStorage', kept.name, value);
      return [['storage.edited', { area: 'localStorage', key: kept.name, value }]];
    }
    const before = this.cookies.all().find(({ name }) => name === kept.name);
    if (!before) return [];
    const cookie = { ...before, value };
    this.cookies.put(cookie);
    return [['cookie.edited', { cookie }]];
  }

  async #send(
    method: string,
    url: URL,
    options: { body: string; headers: readonly HeaderLine[]; topLevelNavigation: boolean },
  ): Promise<Reply | null> {
    const mark = this.lab.nextExchange();
    const context = this.#context(method, url, options.topLevelNavigation);
    const { header, verdicts, expired } = this.cookies.attach(context, this.lab.now());
    for (const { name } of expired) await this.#tell({ kind: 'cookie.deleted', data: { name, line: null } }, mark);
    const headers: HeaderLine[] = [
      ['Host', url.host],
      ['User-Agent', USER_AGENT],
      ...options.headers,
      ...(header === null ? [] : [['Cookie', header] as const]),
    ];
    const path = url.pathname + url.search;
    await this.#tell(
      { kind: 'request.sent', data: { method, url: url.href, headers, body: options.body, cookies: verdicts } },
      mark,
    );

    const { to, address, forwarded } = this.lab.origins.resolve(url);
    const outcome = await this.lab.exchange(
      { from: this.id, to, path, mark },
      { address, method, path, headers: [...headers, ...forwarded, [EXCHANGE_HEADER, mark]], body: options.body },
    );

    switch (outcome.kind) {
      case 'refused':
        await this.#tell(
          {
            kind: 'request.failed',
            data: { code: outcome.code, message: 'Nobody accepts connections at this address.' },
          },
          mark,
        );
        return null;
      case 'lost':
        await this.#tell(
          {
            kind: 'response.lost',
            data: {
              code: outcome.code,
              message:
                outcome.code === 'ETIMEDOUT'
                  ? 'No answer came in time.'
                  : 'The connection broke before the response was complete.',
              gotHead: outcome.gotHead,
            },
          },
          mark,
        );
        return null;
      case 'response': {
        const { status, reason, headers: received, body, bytes } = outcome.response;
        await this.#tell({ kind: 'response.received', data: { status, reason, headers: received, body, bytes } }, mark);
        await this.#keepCookies(context, received, mark);
        return reply(outcome.response);
      }
      default:
        return outcome satisfies never;
    }
  }

  async #keepCookies(context: RequestContext, headers: readonly HeaderLine[], mark: string): Promise<void> {
    for (const line of headerValues(headers, 'Set-Cookie')) {
      const { action, name, cookie, verdict, expired } = this.cookies.receive(line, context, this.lab.now());
      for (const gone of expired)
        await this.#tell({ kind: 'cookie.deleted', data: { name: gone.name, line: null } }, mark);
      if (action === 'refused') {
        await this.#tell({ kind: 'cookie.refused', data: { name, line, verdict } }, mark);
      } else if (action === 'deleted') {
        await this.#tell({ kind: 'cookie.deleted', data: { name, line } }, mark);
      } else if (cookie) {
        await this.#tell(
          { kind: 'cookie.stored', data: { cookie, line, replaced: action === 'replaced', verdict } },
          mark,
        );
      }
    }
  }

  #context(method: string, url: URL, topLevelNavigation: boolean): RequestContext {
    return {
      url: urlParts(url),
      method,
      siteForCookies: topLevelNavigation ? null : siteOf(urlParts(new URL(this.home))),
      topLevelNavigation,
    };
  }

  #tell(said: Pick<Announcement, 'kind' | 'data'>, mark?: string): Promise<void> {
    const announcement = { actor: this.id, boot: 1, ...said, ...(mark === undefined ? {} : { exchange: mark }) };
    return this.lab.pass(announcement as Announcement);
  }
}

function urlParts(url: URL): UrlParts {
  return { scheme: url.protocol, host: url.hostname, path: url.pathname };
}

function reply({ status, body }: HttpResponse): Reply {
  return {
    status,
    body,
    json: () => {
      try {
        return JSON.parse(body) as unknown;
      } catch {
        return undefined;
      }
    },
  };
}
