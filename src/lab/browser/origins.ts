import type { ActorId, HeaderLine } from '../../model';

/** Where an origin is really served, and what the front door in between adds to a request. */
export interface Route {
  /** Who answers there: a server, or the load balancer. */
  readonly to: ActorId;
  readonly address: string;
  readonly forwarded: readonly HeaderLine[];
}

/**
 * The lab's own name service and front door. `https://shop.example` reaches a local socket, so nothing touches the
 * network; the front door stands where TLS would end and says so with `X-Forwarded-Proto`, as a real proxy does.
 */
export class Origins {
  readonly #served = new Map<string, { readonly to: ActorId; readonly address: string }>();

  serve(origin: string, to: ActorId, address: string): void {
    this.#served.set(origin, { to, address });
  }

  /** @throws when nobody serves this origin: a scenario names only origins of the lab */
  resolve(url: URL): Route {
    const served = this.#served.get(url.origin);
    if (served === undefined) throw new Error(`Nobody in this lab serves ${url.origin}.`);
    return { ...served, forwarded: [['X-Forwarded-Proto', url.protocol.replace(':', '')]] };
  }
}
