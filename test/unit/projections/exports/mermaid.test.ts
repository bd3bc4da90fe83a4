import * as fc from 'fast-check';
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import { diagram } from '../../../../src/projections/diagram';
import { diagramToMermaid, toMermaid } from '../../../../src/projections/exports/mermaid';
import { mermaidText } from '../../../../src/projections/exports/mermaid-text';
import { randomTrace, text } from '../random-traces';
import { Story, statefulStory, statelessStory } from '../traces';

// Mermaid's own parser runs here, all but the title, which it hands to a sanitizer that needs a DOM. What a browser
// makes of the whole text is a matter for the browser tests.
const parses = async (source: string): Promise<boolean> =>
  (await mermaid.parse(source.replace(/^ {2}title .*\n/m, ''))).diagramType === 'sequence';

describe('mermaid text of a run', () => {
  it('parses for the built-in stories, and for every prefix of them', async () => {
    for (const { events } of [statefulStory(), statelessStory()]) {
      for (let length = 1; length <= events.length; length += 1)
        expect(await parses(toMermaid(events.slice(0, length)))).toBe(true);
    }
  });

  it('parses for any trace', async () => {
    await fc.assert(
      fc.asyncProperty(randomTrace, async ({ trace }) => void expect(await parses(toMermaid(trace))).toBe(true)),
      { numRuns: 60 },
    );
  });

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

  it('is a valid diagram when nothing has happened', async () => {
    expect(await parses(diagramToMermaid({ actors: [], sections: [] }))).toBe(true);
  });
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
