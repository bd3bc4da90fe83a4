import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faults } from '../../../src/content/faults';
import { scenarios } from '../../../src/content/scenarios';
import { truthRows } from '../../../src/content/truth';

const folder = join(import.meta.dirname, '../../../src/content');

/** Files of a registry's folder that are no entry of it. */
const HELPERS = ['index', 'values', 'parse', 'page'];

describe.each([
  ['scenarios', scenarios],
  ['faults', faults],
  ['truth/rows', truthRows],
] as const)('the registry of %s', (name, entries) => {
  it('knows every file of its folder by the id that is its name', () => {
    const files = readdirSync(join(folder, name), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((file) => file.name.replace('.ts', ''));
    expect(entries.map(({ id }) => id).sort()).toEqual(files.filter((file) => !HELPERS.includes(file)).sort());
  });
});

describe('every title and sentence of', () => {
  it.each([
    ['scenarios', scenarios],
    ['faults', faults],
    ['truth rows', truthRows.map(({ scenario }) => scenario)],
  ] as const)('%s is short, calm and complete', (_, entries) => {
    for (const { title, teaches } of entries) {
      expect(title).not.toMatch(/[.!]$/);
      expect(title.length).toBeLessThanOrEqual(70);
      expect(teaches).toMatch(/^[A-Z].*\.$/);
      expect(teaches).not.toContain('!');
      expect(teaches.length, teaches).toBeLessThanOrEqual(140);
    }
  });
});

describe('every scenario', () => {
  it.each([...scenarios, ...truthRows.map(({ scenario }) => scenario)])(
    '$id is played by people, and gives each act an id of its own',
    ({ acts }) => {
      for (const { by, title } of acts) {
        expect(['browser', 'thief']).toContain(by);
        expect(title).toMatch(/^[A-Z0-9].*[^.!]$/);
      }
      expect(new Set(acts.map(({ id }) => id)).size).toBe(acts.length);
    },
  );
});
