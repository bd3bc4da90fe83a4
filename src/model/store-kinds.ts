/** Where the sessions of a run live. In a `cookie` they live in the browser alone, encrypted: there is no store. */
export const STORE_KINDS = ['memory', 'sqlite', 'redis', 'cookie'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];
