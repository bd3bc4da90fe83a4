import type { DictionaryEntry } from './entry';
import { headerParameters } from './header-parameters';
import { privateClaims } from './private-claims';
import { registeredClaims } from './registered-claims';
import { specialClaims } from './special-claims';

export type { DictionaryEntry } from './entry';

const CLAIMS: readonly DictionaryEntry[] = [...registeredClaims, ...specialClaims, ...privateClaims];
const BY_NAME = { header: byName(headerParameters), claims: byName(CLAIMS) } as const;

/** Every entry for headers or claims, registered ones first. */
export function dictionary(where: DictionaryEntry['where']): readonly DictionaryEntry[] {
  return where === 'header' ? headerParameters : CLAIMS;
}

/** What a name may mean: the registered meaning first, then private ones; empty when it is in no list. */
export function lookUp(where: DictionaryEntry['where'], name: string): readonly DictionaryEntry[] {
  return BY_NAME[where].get(name) ?? [];
}

function byName(entries: readonly DictionaryEntry[]): ReadonlyMap<string, readonly DictionaryEntry[]> {
  const map = new Map<string, DictionaryEntry[]>();
  for (const entry of entries) map.set(entry.name, [...(map.get(entry.name) ?? []), entry]);
  return map;
}
