import type { FaultKind } from './contracts';

/** The headings of the list of failures. */
export const FAULT_KIND_WORDS: Readonly<Record<FaultKind, string>> = {
  network: 'Network',
  node: 'Servers',
  store: 'Store',
  session: 'Sessions',
  cookie: 'Cookies',
  token: 'Tokens',
  keys: 'Keys and secrets',
  people: 'People',
  time: 'Time',
};
