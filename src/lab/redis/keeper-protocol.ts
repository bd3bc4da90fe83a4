/** What the lab and the keeper of its Redis say to each other. Both ends are always built together. */

/** Lab to keeper. */
export type KeeperOrder =
  /** @property persistent whether rows are written to disk at once, so that they survive the end of Redis */
  | { readonly type: 'start'; readonly persistent: boolean }
  | { readonly type: 'kill' }
  /** Makes the keys as old as they are by the clock of the run, `now` in virtual ms since the Unix epoch. */
  | { readonly type: 'align'; readonly request: number; readonly now: number };

/** Keeper to lab. */
export type KeeperReport =
  /** The process is there, not yet ready. */
  | { readonly type: 'spawned'; readonly pid: number }
  /** It takes connections. */
  | { readonly type: 'ready' }
  /** @property words the last that it said, for a person */
  | { readonly type: 'ended'; readonly words: string }
  | { readonly type: 'aligned'; readonly request: number };
