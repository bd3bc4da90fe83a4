import * as z from 'zod/mini';

/** One row of a session store, as a table shows it. */
export const storeRecord = z.object({
  /** The session id, or the key of a Redis. */
  id: z.string(),
  /** Which of several stores holds it; left out where there is one. */
  store: z.optional(z.string()),
  /** Who is logged in by it, or null while it names nobody. */
  user: z.nullable(z.string()),
  /** The beginning of its data, on one line. */
  preview: z.string(),
  /** Size of its data. */
  bytes: z.number(),
  /** Ms since the Unix epoch by the clock of its store, or null when it has no end. */
  end: z.nullable(z.number()),
  /** Its data is a JSON object. */
  readable: z.boolean(),
});
export type StoreRecord = z.infer<typeof storeRecord>;

/** Some rows, and where the next ones begin. A store is read in short steps: one may end before it has found any. */
export const storePage = z.object({
  rows: z.array(storeRecord),
  /** Goes on after these rows; null at the end. Opaque. */
  next: z.nullable(z.string()),
  /** How many rows were looked at for these. */
  looked: z.int(),
  /** How many keys of all kinds the whole database holds, where it knows that at once. */
  keys: z.nullable(z.int()),
});
export type StorePage = z.infer<typeof storePage>;

/** The whole data of one row. */
export const storeValue = z.object({
  text: z.string(),
  /** False when it is longer than anybody reads, and was cut. */
  whole: z.boolean(),
});
export type StoreValue = z.infer<typeof storeValue>;

/** What a step of something long has done, and where the next one begins; null when it is over. */
export const storeStep = z.object({ n: z.int(), next: z.nullable(z.string()) });
export type StoreStep = z.infer<typeof storeStep>;

/** What kind of store it is and what may be done with it. */
export const storeFacts = z.object({
  kind: z.enum(['memory', 'sqlite', 'redis']),
  /** Whose layout it has, for a person: "connect-sqlite3". */
  about: z.string(),
  /** Keys that begin so are read; null where there are no keys. */
  prefix: z.nullable(z.string()),
  /** `ask`: these rows are not ours, so only after the user has said so. */
  changes: z.enum(['free', 'ask', 'never']),
  /** Why never; a sentence. */
  why: z.nullable(z.string()),
  /** A row has an end that can be moved. */
  expires: z.boolean(),
});
export type StoreFacts = z.infer<typeof storeFacts>;
