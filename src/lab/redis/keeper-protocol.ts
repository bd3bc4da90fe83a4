/** What the lab and the keeper of its Redis say to each other. Both ends are always built together. */

/** Lab to keeper. */
export type KeeperOrder =
  /** @property persistent whether rows are written to disk at once, so that they survive the end of Redis */
  | { readonly type: 'start'; readonly persistent: boolean }
  /** A Redis of the user's own instead of one to start. The address may hold a password, so it is told, not shown. */
  | { readonly type: 'connect'; readonly url: string; readonly prefix: string }
  | { readonly type: 'kill' }
  /** One command to Redis, as an operator would type it. */
  | { readonly type: 'ask'; readonly request: number; readonly command: readonly string[] }
  /**
   * Makes the keys as old as they are by the clock of the run, `now` in virtual ms since the Unix epoch. `keys`: which
   * there can be, in a Redis with too many of others to look for ours; else null.
   */
  | {
      readonly type: 'align';
      readonly request: number;
      readonly now: number;
      readonly keys: readonly string[] | null;
    };

/** Keeper to lab. */
export type KeeperReport =
  /** The process is there, not yet ready. */
  | { readonly type: 'spawned'; readonly pid: number }
  /** It takes connections. */
  | { readonly type: 'ready' }
  /** It cannot be used. @property sentence why, without a word of its address */
  | { readonly type: 'refused'; readonly sentence: string }
  /** @property words the last that it said, for a person */
  | { readonly type: 'ended'; readonly words: string }
  | { readonly type: 'aligned'; readonly request: number }
  | { readonly type: 'answered'; readonly request: number; readonly answer: RedisAnswer };

/** What Redis answers to a command: a list for SCAN and its like. */
export type RedisReply = string | number | null | readonly RedisReply[];
export type RedisAnswer = { readonly reply: RedisReply } | { readonly error: string };
