import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { isPipeName } from './address';

/** The thief's own host, by a name that no domain can have (RFC 2606 §2): it exists within the lab alone. */
export const THIEF_HOST = 'evil.example';
export const THIEF_KEY_SET = `https://${THIEF_HOST}/jwks.json`;

/** Where the thief publishes keys: a server on a socket of the run, which a careless server can be sent to. */
export class ThiefSite {
  #server: Server | null = null;
  #keySet: unknown = { keys: [] };

  /** @param address Unix socket or named pipe */
  constructor(readonly address: string) {}

  /** Publishes a JWK Set at THIEF_KEY_SET. */
  async publish(keySet: unknown): Promise<void> {
    this.#keySet = keySet;
    if (this.#server) return;
    const server = createServer((_req, res) => {
      res.setHeader('Content-Type', 'application/jwk-set+json').end(JSON.stringify(this.#keySet));
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
