import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import german from '../../../l10n/bundle.l10n.de.json' with { type: 'json' };
import type { Trace } from '../../../src/model';
import { diagram } from '../../../src/projections/diagram';
import { inspectEvent, type Group } from '../../../src/projections/inspector';
import { Phrasebook } from '../../../src/projections/phrasebook';

const ROOT = resolve(import.meta.dirname, '../../..');
const { told } = new Phrasebook(german, 'de');

function recorded(name: string): Trace {
  return JSON.parse(readFileSync(resolve(ROOT, `test/browser/traces/${name}.json`), 'utf8')) as Trace;
}

/** What stands in HTTP, in the language of stores and in RFCs is the same in every language. */
const SAME = [
  /^(?:GET|POST) \//,
  /^\d{3} /,
  /^(?:get|set|touch|destroy) \S+/,
  /^Set-Cookie: /,
  /^(?:Browser|Server|Server \d|Route|Header|Token|Code|Cookie)$/,
];

const left = (texts: Iterable<string>): string[] =>
  [...new Set(texts)].filter((text) => told(text) === text && !SAME.some((same) => same.test(text)));

function checkTexts({ blocks }: Group): string[] {
  return blocks.flatMap((block) =>
    block.type === 'checks'
      ? [...block.checks.map(({ title }) => title), ...(block.turn === undefined ? [] : [block.turn])]
      : [],
  );
}

describe.each(['stateful', 'stateless', 'balanced', 'killed'])('the run "%s" in German', (name) => {
  const trace = recorded(name);
  const { actors, sections } = diagram(trace);
  const items = sections.flatMap((section) => section.items);
  const inspections = items.flatMap((item) => inspectEvent(trace, item.seq, item) ?? []);

  it('has its actors, acts and messages in it', () => {
    expect(items.length).toBeGreaterThan(15);
    expect(left(actors.map(({ label }) => label))).toEqual([]);
    expect(left(sections.map(({ title }) => title))).toEqual([]);
    expect(left(items.map(({ label }) => label))).toEqual([]);
  });

  it('is explained in it, sentence by sentence', () => {
    expect(left(inspections.map(({ sentence }) => sentence))).toEqual([]);
  });

  it('is taken apart in it', () => {
    const groups = inspections.flatMap((inspection) => inspection.groups);
    expect(left(groups.map(({ title }) => title))).toEqual([]);
    expect(left(groups.flatMap(checkTexts))).toEqual([]);
  });
});
