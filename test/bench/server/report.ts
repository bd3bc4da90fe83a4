/** What a server of the bench says to whoever forked it: where it listens, and how many events it has recorded when asked. */
export type BenchServerReport = { readonly address: string } | { readonly recorded: number };
