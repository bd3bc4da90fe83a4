import type { HeaderLine } from '../../model';

/** Where an origin is really served, and what the front door in between adds to a request. */
export interface Route {
  readonly address: string;
  readonly forwarded: readonly HeaderLine[];
}

/**
 * The lab's own name service and front door. `https://shop.example` reaches a local socket, so nothing touches the
 * network; the front door stands where TLS would end and says so with `X-Forwarded-Proto`, as a real proxy does.
 */
export class Origins {
  readonly #addresses = new Map<string, string>();

  serve(origin: string, address: string): void {
    this.#addresses.set(origin, address);
  }

  /** @throws when nobody serves this origin: a scenario names only origins of the lab */
  resolve(url: URL): Route {
    const address = this.#addresses.get(url.origin);
    if (address === undefined) throw new Error(`Nobody in this lab serves ${url.origin}.`);
    return { address, forwarded: [['X-Forwarded-Proto', url.protocol.replace(':', '')]] };
  }
}
