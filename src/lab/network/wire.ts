import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** What happens to the bytes of one connection, there and back. */
export interface Treatment {
  /** The request's first bytes break the connection, or never arrive. */
  readonly request?: 'drop' | 'reset' | undefined;
  readonly response?: 'drop' | 'reset' | undefined;
  /** Changes a response that has arrived in full. */
  readonly change?: ((response: Buffer) => Buffer) | undefined;
}

export interface WireHooks {
  /** Bytes were swallowed: nobody will hear of them. @param bytes how many so far */
  dropped(direction: 'request' | 'response', bytes: number): void;
  reset(direction: 'request' | 'response'): void;
}

/**
 * A connection whose bytes do not all arrive as they were sent. It stands between Node's HTTP client and the real
 * socket: the server at the other end, and the client at this one, see just what they would see of such a network.
 */
export class Wire extends Duplex {
  readonly #arrived: Buffer[] = [];
  #swallowed = 0;

  constructor(
    private readonly socket: Socket,
    private readonly treatment: Treatment,
    private readonly hooks: WireHooks,
  ) {
    super();
    socket.on('data', (bytes: Buffer) => this.#receive(bytes));
    socket.on('end', () => this.#complete());
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => {
      if (this.treatment.response !== 'drop') this.push(null);
    });
    socket.on('connect', () => this.emit('connect'));
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.treatment.request === 'drop') {
      this.#swallowed += bytes.length;
      this.hooks.dropped('request', this.#swallowed);
      done();
    } else if (this.treatment.request === 'reset') {
      this.#reset('request');
      done();
    } else this.socket.write(bytes, done);
  }

  override _final(done: () => void): void {
    // HTTP/1.1 clients keep their half open: only the connection's end says that they are gone.
    done();
  }

  override _read(): void {
    this.socket.resume();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.socket.destroy();
    done(error);
  }

  // Node's HTTP client asks this of its sockets.
  setTimeout(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }

  #receive(bytes: Buffer): void {
    if (this.treatment.response === 'reset') this.#reset('response');
    else if (this.treatment.response === 'drop') this.#swallowed += bytes.length;
    else if (this.treatment.change) this.#arrived.push(bytes);
    else this.push(bytes);
  }

  #complete(): void {
    if (this.treatment.response === 'drop') this.hooks.dropped('response', this.#swallowed);
    else {
      if (this.treatment.change) this.push(this.treatment.change(Buffer.concat(this.#arrived)));
      this.push(null);
    }
  }

  #reset(direction: 'request' | 'response'): void {
    if (this.destroyed) return;
    this.hooks.reset(direction);
    this.destroy(Object.assign(new Error('The network reset the connection.'), { code: 'ECONNRESET' }));
  }
}
