import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faults } from '../../../src/content/faults';
import { scenarios } from '../../../src/content/scenarios';

const folder = join(import.meta.dirname, '../../../src/content');

describe.each([
  ['scenarios', scenarios],
  ['faults', faults],
] as const)('the registry of %s', (name, entries) => {
  it('knows every file of its folder by the id that is its name', () => {
    const files = readdirSync(join(folder, name)).map((file) => file.replace('.ts', ''));
    expect(entries.map(({ id }) => id).sort()).toEqual(files.filter((file) => file !== 'index').sort());
  });

  it('gives everyone a title and a sentence on what it teaches', () => {
    for (const { title, teaches } of entries) {
      expect(title).not.toMatch(/[.!]$/);
      expect(teaches).toMatch(/\.$/);
    }
  });
});

describe('every scenario', () => {
  it.each(scenarios)(
    '$id names only actors that take part, and gives each act an id of its own',
    ({ actors, acts }) => {
      const known = actors.map(({ id }) => id);
      for (const { by } of acts) expect(known).toContain(by);
      expect(new Set(acts.map(({ id }) => id)).size).toBe(acts.length);
    },
  );
});
