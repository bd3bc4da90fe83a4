import type { Balancing, SigningAlgorithm, TokenMode } from './setup-words';
import type { StoreKind } from './store-kinds';

/** A choice of a deployment, as a menu shows it. */
export interface SetupTitle {
  readonly title: string;
  /** What it means for whoever is logged in. */
  readonly about: string;
}

export const STORE_TITLES: Readonly<Record<StoreKind, SetupTitle>> = {
  memory: { title: 'Memory', about: 'In each server process: gone when it restarts.' },
  sqlite: { title: 'SQLite', about: 'In a file: a restarted server finds its sessions again.' },
  redis: { title: 'Redis', about: 'In a process of its own, which all servers share.' },
  cookie: { title: 'Encrypted cookie', about: 'Nowhere on the server: sealed into the cookie itself.' },
  naive: { title: 'Naive (vulnerable)', about: 'In memory, by code that many tutorials print: a server to attack.' },
};

export const TOKEN_TITLES: Readonly<Record<TokenMode, SetupTitle>> = {
  plain: { title: 'Plain', about: 'Nothing but the signature: valid until it expires.' },
  denylist: { title: 'With a denylist', about: 'Revoked tokens are remembered until they expire.' },
  version: { title: 'With a version', about: 'A number in the user’s row that the token has to name.' },
  refresh: { title: 'Access and refresh', about: 'A short access token, and a refresh token that is used once.' },
  naive: { title: 'Naive (vulnerable)', about: 'Checked the way the token itself asks for: a server to attack.' },
};

export const ALGORITHM_TITLES: Readonly<Record<SigningAlgorithm, SetupTitle>> = {
  HS256: { title: 'HS256', about: 'One shared secret signs and verifies.' },
  RS256: { title: 'RS256', about: 'A private RSA key signs; its public half is published as a JWKS.' },
  ES256: { title: 'ES256', about: 'A private key on the curve P-256 signs; its public half is published as a JWKS.' },
};

export const BALANCING_TITLES: Readonly<Record<Balancing, SetupTitle>> = {
  'round-robin': { title: 'Round robin', about: 'Every request goes to the next server.' },
  sticky: { title: 'Sticky', about: 'A client stays with its server, by a cookie of the load balancer.' },
  'least-connections': { title: 'Least connections', about: 'A request goes to the server with the least to do.' },
};
