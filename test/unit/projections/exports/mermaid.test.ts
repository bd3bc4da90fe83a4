import * as fc from 'fast-check';
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import { diagram } from '../../../../src/projections/diagram';
import { MERMAID_LIMIT, diagramToMermaid, mermaidParts, toMermaid } from '../../../../src/projections/exports/mermaid';
import { mermaidText } from '../../../../src/projections/exports/mermaid-text';
import { randomTrace, text } from '../random-traces';
import { BALANCED_CAST, Story, statefulStory, statelessStory } from '../traces';

/** Mermaid's parser is slow, and a machine may be busy. In ms. */
const PATIENCE = 60_000;

// Mermaid's own parser runs here, all but the title, which it hands to a sanitizer that needs a DOM. What a browser
// makes of the whole text is a matter for the browser tests.
const parses = async (source: string): Promise<boolean> =>
  (await mermaid.parse(source.replace(/^ {2}title .*\n/m, ''))).diagramType === 'sequence';

describe('mermaid text of a run', () => {
  it(
    'parses for the built-in stories, and for every prefix of them',
    async () => {
      for (const { events } of [statefulStory(), statelessStory()]) {
        for (let length = 1; length <= events.length; length += 1)
          expect(await parses(toMermaid(events.slice(0, length)))).toBe(true);
      }
    },
    PATIENCE,
  );

  it(
    'parses for any trace',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomTrace, async ({ trace }) => void expect(await parses(toMermaid(trace))).toBe(true)),
        { numRuns: 60 },
      );
    },
    PATIENCE,
  );

  it('has as many messages and notes as the diagram', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        const lines = toMermaid(trace).split('\n');
        const drawn = diagram(trace).sections.flatMap(({ items }) => items);
        const messages = drawn.filter(({ type }) => type === 'message').length;
        const notes = drawn.length - messages;
        expect(lines.filter((line) => /^ {2}p\d+(-|--)(>>|x|\))p\d+: /.test(line))).toHaveLength(messages);
        expect(
          lines.filter((line) => /^ {2}Note over p\d+(,p\d+)?: /.test(line) && !line.includes(': ▸ ')),
        ).toHaveLength(notes);
      }),
    );
  });

  it('shows what was lost with a cross and copies with an open arrow', () => {
    const story = new Story().begin();
    const exchange = story.send('GET', '/profile');
    story.add('request.failed', { code: 'ECONNREFUSED', message: '' }, { actor: 'browser', exchange });
    story.add(
      'credential.copied',
      { what: 'token', name: 't', value: 'v', from: 'browser', to: 'thief' },
      { actor: 'thief' },
    );
    const source = toMermaid(story.events);
    expect(source).toContain('p2-xp3: GET /profile');
    expect(source).toContain('p2-)p1: copy of token (t)');
  });

  it('ends what is open, so that a run that was cut off still renders', async () => {
    const story = new Story().begin();
    story.ask('GET', '/profile');
    const source = toMermaid(story.events);
    expect(source.match(/^ {2}activate p3$/gm)).toHaveLength(1);
    expect(source.match(/^ {2}deactivate p3$/gm)).toHaveLength(1);
    expect(await parses(source)).toBe(true);
  });

  it('has the load balancer and every server, each with its bar', async () => {
    const story = new Story().begin(BALANCED_CAST);
    story.relayed(story.forwarded('/profile', 'app-2'), 'app-2', 200, 'OK');
    const source = toMermaid(story.events);
    expect(source).toContain(
      '  p3->>p5: round robin: GET /profile\n  activate p5\n  p5-->>p3: 200 OK\n  deactivate p5\n',
    );
    expect(await parses(source)).toBe(true);
  });

  it('is a valid diagram when nothing has happened', async () => {
    expect(await parses(diagramToMermaid({ actors: [], sections: [] }))).toBe(true);
  });
});

describe('a run that is too long for mermaid', () => {
  /** Acts of ten requests each. */
  function long(acts: number, requests = 10): Story {
    const story = new Story().begin(BALANCED_CAST);
    for (let act = 1; act <= acts; act += 1) {
      story.act(`Act ${String(act)}`);
      for (let n = 0; n < requests; n += 1) story.relayed(story.forwarded('/profile', 'app'), 'app', 200, 'OK');
    }
    return story;
  }

  it('is folded to what mermaid draws, and says what is missing', async () => {
    const source = toMermaid(long(60).events);
    expect(source.length).toBeLessThanOrEqual(MERMAID_LIMIT);
    expect(source.length).toBeGreaterThan(MERMAID_LIMIT * 0.9);
    expect(source).toContain('▸ Act 60');
    expect(source).toContain(': 40 items folded: too long for one diagram');
    expect(await parses(source)).toBe(true);
  });

  it('shows the beginning of an act that is too long by itself', async () => {
    const source = toMermaid(long(1, 900).events);
    expect(source.length).toBeLessThanOrEqual(MERMAID_LIMIT);
    expect(source.match(/->>/g)?.length).toBeGreaterThan(300);
    expect(source).toMatch(/: \d+ more items folded: too long for one diagram/);
    expect(await parses(source)).toBe(true);
  });

  it('ends with a count of the acts for which there is not even a heading', async () => {
    const source = toMermaid(long(3_000, 0).events);
    expect(source.length).toBeLessThanOrEqual(MERMAID_LIMIT);
    expect(source).toMatch(/: \d+ more acts with 0 items left out: too long for one diagram\n$/);
    expect(await parses(source)).toBe(true);
  });

  it(
    'keeps to any limit, for any trace, and parses',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomTrace, fc.integer({ min: 3_000, max: 6_000 }), async ({ trace }, limit) => {
          const shown = diagram(trace);
          const source = diagramToMermaid(shown, undefined, limit);
          expect(source.length).toBeLessThanOrEqual(limit);
          expect(await parses(source)).toBe(true);
          const parts = mermaidParts(shown, undefined, limit);
          const items = parts.flatMap(({ sections }) => sections.flatMap((section) => section.items));
          expect(items).toEqual(shown.sections.flatMap((section) => section.items));
          for (const part of parts) {
            expect(part.source.length).toBeLessThanOrEqual(limit);
            expect(await parses(part.source)).toBe(true);
          }
        }),
        { numRuns: 60 },
      );
    },
    PATIENCE,
  );
});

describe('hostile text', () => {
  it('leaves nothing live', () => {
    fc.assert(
      fc.property(text, (each) => {
        const escaped = mermaidText(each);
        expect(escaped.replace(/#\d+;/g, '')).not.toMatch(/[#;%{}$<>&"\\`\n\r]/);
        expect(escaped).not.toMatch(/^\s*(no)?wrap:/i);
      }),
    );
  });

  it('comes back as it was', () => {
    const decode = (escaped: string): string =>
      escaped.replace(/#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)));
    for (const each of ['#35;', '%%{init: {"theme":"dark"}}%%', 'wrap: x', 'A->>B: c', '$$x$$', '<b>&amp;</b>', '😀']) {
      expect(decode(mermaidText(each))).toBe(each);
    }
  });
});
