import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Trace } from '../../../src/model';
import { fromJson } from '../../../src/projections/exports/json';

/** A trace that a real run left behind. @throws for one that cannot be read: a test must not test nothing */
export function recorded(name: 'stateful' | 'stateless' | 'killed'): Trace {
  const file = resolve(import.meta.dirname, '../../browser/traces', `${name}.json`);
  const read = fromJson(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(read.error);
  return read.value;
}
