/** Where a token stands. Links and commands name places, so that no token ends up in an address or an argument list. */
export interface TokenPlace {
  readonly uri: string;
  /** From 0. */
  readonly line: number;
  /** UTF-16 units from 0; anywhere within the token. */
  readonly character: number;
}

/** Reads a place out of a command's argument; anything may come. */
export function readPlace(value: unknown): TokenPlace | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { uri, line, character } = value as Record<string, unknown>;
  const isIndex = (each: unknown): each is number => Number.isInteger(each) && (each as number) >= 0;
  return typeof uri === 'string' && isIndex(line) && isIndex(character) ? { uri, line, character } : undefined;
}
