import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { rmSync } from 'node:fs';
import { headerLines, type ActorId, type Balancing, type EventData, type EventKind, type HeaderLine } from '../model';
import { isPipeName } from './address';
import { AFFINITY_COOKIE } from '../model';
import { BALANCER } from '../content/deployment';
import { EXCHANGE_HEADER } from './exchange-header';
import type { HttpOutcome, HttpRequest } from './network/http-exchange';
import type { Hop } from './network/network';
import { TOO_LARGE, tellOverlongHeaders } from './overlong-headers';

export interface BalancerSurroundings {
  addressOf(node: ActorId): string;
  /** The name on a server's lane. */
  labelOf(node: ActorId): string;
  exchange(hop: Hop, request: HttpRequest): Promise<HttpOutcome>;
  /** Announces and waits until it may happen. */
  pass<K extends EventKind>(actor: ActorId, kind: K, data: EventData[K], mark: string): Promise<void>;
}

interface Choice {
  readonly node: ActorId;
  readonly why: string;
}

/** Header fields that belong to one connection and are not passed on (RFC 9110 §7.6.1). */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', EXCHANGE_HEADER]);

/**
 * A load balancer: a reverse proxy that takes every request and passes it on to one of the servers in its list. A
 * server that does not take the connection is passed over; one that breaks off or stays silent is answered for.
 */
export class Balancer {
  #nodes: readonly ActorId[] = [];
  #turn = 0;
  readonly #open = new Map<ActorId, number>();
  readonly #server: Server;

  constructor(
    private readonly policy: Balancing,
    private readonly lab: BalancerSurroundings,
  ) {
    this.#server = createServer((request, response) => {
      void this.#serve(request, response).catch(() => response.destroy());
    });
    tellOverlongHeaders(this.#server, async (mark) => {
      await this.lab.pass(BALANCER, 'response.started', { ...TOO_LARGE, headers: [['Connection', 'close']] }, mark);
      await this.lab.pass(BALANCER, 'response.ended', { body: '', bytes: 0 }, mark);
    });
    this.#server.requestTimeout = 0;
    this.#server.headersTimeout = 0;
    this.#server.timeout = 0;
  }

  /** The servers that take part now, in order. */
  get nodes(): readonly ActorId[] {
    return this.#nodes;
  }

  setNodes(nodes: readonly ActorId[]): void {
    this.#nodes = nodes;
  }

  /** @param address Unix socket or named pipe @throws when nobody can listen there */
  listen(address: string): Promise<void> {
    if (!isPipeName(address)) rmSync(address, { force: true });
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(address, () => resolve());
    });
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const mark = String(request.headers[EXCHANGE_HEADER] ?? '');
    const body = await bodyOf(request);
    const headers = headerLines(request.rawHeaders).filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()));
    const wanted = affinity(headers);
    const tried = new Set<ActorId>();
    for (;;) {
      const choice = this.#choose(wanted, tried);
      if (!choice) {
        await this.#answer(response, mark, 503, 'Service Unavailable', 'No server takes the request.');
        return;
      }
      const { node, why } = choice;
      tried.add(node);
      await this.lab.pass(BALANCER, 'request.forwarded', { to: node, policy: this.policy, why }, mark);
      this.#open.set(node, (this.#open.get(node) ?? 0) + 1);
      const outcome = await this.lab.exchange(
        { from: BALANCER, to: node, path: request.url ?? '/', mark },
        {
          address: this.lab.addressOf(node),
          method: request.method ?? 'GET',
          path: request.url ?? '/',
          headers: [...headers, [EXCHANGE_HEADER, mark]],
          body,
        },
      );
      this.#open.set(node, (this.#open.get(node) ?? 1) - 1);
      switch (outcome.kind) {
        case 'refused':
          await this.lab.pass(
            BALANCER,
            'request.failed',
            { code: outcome.code, message: 'This server takes no connections.' },
            mark,
          );
          continue;
        case 'lost': {
          const { code, gotHead } = outcome;
          const silent = code === 'ETIMEDOUT';
          const message = silent ? 'This server did not answer in time.' : 'The connection to this server broke.';
          await this.lab.pass(BALANCER, 'response.lost', { code, message, gotHead }, mark);
          if (silent) await this.#answer(response, mark, 504, 'Gateway Timeout', 'The server did not answer in time.');
          else await this.#answer(response, mark, 502, 'Bad Gateway', 'The server broke off.');
          return;
        }
        case 'response':
          await this.#relay(response, mark, node, outcome.response, wanted);
          return;
        default:
          outcome satisfies never;
      }
    }
  }

  async #relay(
    response: ServerResponse,
    mark: string,
    from: ActorId,
    { status, reason, headers, body }: Extract<HttpOutcome, { kind: 'response' }>['response'],
    wanted: ActorId | undefined,
  ): Promise<void> {
    const passed = headers.filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()));
    const added: HeaderLine[] =
      this.policy === 'sticky' && wanted !== from
        ? [['Set-Cookie', `${AFFINITY_COOKIE}=${from}; Path=/; HttpOnly; Secure; SameSite=Lax`]]
        : [];
    const whole = [...passed, ...added];
    await this.lab.pass(BALANCER, 'response.relayed', { from, status, reason, headers: whole, added }, mark);
    // A plain list keeps the order of the fields, and Date as the server wrote it.
    response.sendDate = false;
    response.writeHead(status, reason, whole.flat());
    response.end(body);
  }

  /** The load balancer's own answer, when no server gives one. */
  async #answer(response: ServerResponse, mark: string, status: number, reason: string, text: string): Promise<void> {
    const body = `${JSON.stringify({ error: text })}\n`;
    const bytes = Buffer.byteLength(body);
    const headers: HeaderLine[] = [
      ['Content-Type', 'application/json; charset=utf-8'],
      ['Content-Length', String(bytes)],
    ];
    await this.lab.pass(BALANCER, 'response.started', { status, reason, headers }, mark);
    response.sendDate = false;
    response.writeHead(status, reason, headers.flat());
    await this.lab.pass(BALANCER, 'response.ended', { body, bytes }, mark);
    response.end(body);
  }

  /** Picks a server that has not been tried for this request. @returns null when none is left */
  #choose(wanted: ActorId | undefined, tried: ReadonlySet<ActorId>): Choice | null {
    const left = this.#nodes.filter((node) => !tried.has(node));
    if (left.length === 0) return null;
    const last = [...tried].at(-1);
    const instead = last === undefined ? '' : `${this.lab.labelOf(last)} takes no connections, and `;
    if (this.policy === 'sticky' && wanted !== undefined && left.includes(wanted)) {
      return { node: wanted, why: `the cookie "${AFFINITY_COOKIE}" names it` };
    }
    if (this.policy === 'least-connections') {
      const fewest = Math.min(...left.map((node) => this.#open.get(node) ?? 0));
      const idle = left.filter((node) => (this.#open.get(node) ?? 0) === fewest);
      const node = this.#nextOf(idle);
      const many = `${String(fewest)} open request${fewest === 1 ? '' : 's'}`;
      return { node, why: `${instead}no other has fewer than its ${many}` };
    }
    const node = this.#nextOf(left);
    const newcomer = this.policy === 'sticky' && wanted === undefined ? 'the client has no cookie yet, and ' : '';
    return { node, why: `${instead}${newcomer}it is next in turn` };
  }

  /** The next server in turn among these. */
  #nextOf(nodes: readonly ActorId[]): ActorId {
    for (let looked = 0; looked < this.#nodes.length; looked++) {
      const node = this.#nodes[this.#turn++ % this.#nodes.length];
      if (node !== undefined && nodes.includes(node)) return node;
    }
    throw new Error('A server was to be chosen from an empty list.');
  }
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

/** The server that a client's affinity cookie names. */
function affinity(headers: readonly HeaderLine[]): ActorId | undefined {
  const cookies = headers.filter(([name]) => name.toLowerCase() === 'cookie').flatMap(([, value]) => value.split('; '));
  return cookies.find((pair) => pair.startsWith(`${AFFINITY_COOKIE}=`))?.slice(AFFINITY_COOKIE.length + 1);
}
