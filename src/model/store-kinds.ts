/**
 * Where the sessions of a run live. `cookie`: in the browser alone, encrypted; there is no store. `naive`: in memory, kept
 * by a server that makes the mistakes of many a tutorial: a server to attack.
 */
export const STORE_KINDS = ['memory', 'sqlite', 'redis', 'cookie', 'naive'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];
