import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { isPipeName } from './address';

/** The thief's own host, by a name that no domain can have (RFC 2606 §2): it exists within the lab alone. */
export const THIEF_HOST = 'evil.example';
export const THIEF_KEY_SET = `https://${THIEF_HOST}/jwks.json`;
export const THIEF_CERTIFICATE = `https://${THIEF_HOST}/certificate.pem`;

/** Where the thief publishes keys: a server on a socket of the run, which a careless server can be sent to. */
export class ThiefSite {
  #server: Server | null = null;
  #documents: ReadonlyMap<string, string> = new Map();

  /** @param address Unix socket or named pipe */
  constructor(readonly address: string) {}

  /** Publishes documents by their addresses. */
  async publish(documents: Readonly<Record<string, string>>): Promise<void> {
    this.#documents = new Map(Object.entries(documents).map(([url, text]) => [new URL(url).pathname, text]));
    if (this.#server) return;
    const server = createServer((req, res) => {
      const text = this.#documents.get(req.url ?? '');
      res.writeHead(text === undefined ? 404 : 200).end(text);
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.address, resolve);
    });
  }

  close(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
    if (this.#server && !isPipeName(this.address)) rmSync(this.address, { force: true });
    this.#server = null;
  }
}
