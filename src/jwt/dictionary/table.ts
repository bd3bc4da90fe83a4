import type { DictionaryEntry } from './entry';

/** One row: name, type, meaning; a source where it is not that of the whole table; an example as JSON text. */
export type Row = readonly [name: string, type: string, meaning: string, source?: string, example?: string];

/** A type that holds seconds since 1970. */
export const TIME = 'number (seconds since 1970)';

/** Makes entries of one table. */
export function table(
  where: DictionaryEntry['where'],
  registered: boolean,
  source: string,
  rows: readonly Row[],
): readonly DictionaryEntry[] {
  return rows.map(([name, type, meaning, own, example]) => ({
    name,
    where,
    meaning,
    type,
    source: own ?? source,
    registered,
    ...(type === TIME && { time: true }),
    ...(example !== undefined && { example }),
  }));
}
