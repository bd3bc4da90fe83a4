import * as fc from 'fast-check';
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import { diagram } from '../../../../src/projections/diagram';
import { toMarkdown } from '../../../../src/projections/exports/markdown';
import { markdownText } from '../../../../src/projections/exports/markdown-text';
import { randomTrace, text } from '../random-traces';
import { recorded } from '../recorded';
import { COOKIE_VALUE, PASSWORD, SID, Story, TOKEN, statefulStory, statelessStory } from '../traces';

const fences = (markdown: string): string[] =>
  [...markdown.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)].map(([, source = '']) => source);
const outside = (markdown: string): string => markdown.replace(/^```mermaid\n[\s\S]*?^```$/gm, '');

describe('a run as Markdown', () => {
  const markdown = toMarkdown(statefulStory().events);

  it('opens with the title and a diagram that mermaid reads', async () => {
    expect(markdown).toMatch(/^# A run for a test\n\nSeed s\. /);
    expect(fences(markdown)).toHaveLength(1);
    const source = (fences(markdown)[0] ?? '').replace(/^ {2}title .*\n/m, '');
    expect((await mermaid.parse(source)).diagramType).toBe('sequence');
  });

  it('explains each step under the number that it has in the diagram', () => {
    expect(markdown).toContain(
      '## 1\\. First visit\n\n' +
        '- **1\\.** Browser → Server: **GET /profile**  \n' +
        '  The browser sends GET /profile without any credential: HTTP is stateless (RFC 9110 §3.3), so nothing in this request says who is asking. *(0:00.005)*\n',
    );
    const drawn = diagram(statefulStory().events).sections.flatMap(({ items }) => items);
    expect(outside(markdown).match(/^- \*\*/gm)).toHaveLength(drawn.length);
  });

  it('names the line of server code that ran', () => {
    expect(toMarkdown(recorded('stateful'))).toMatch(/\*\(0:0\d\.\d{3}, src\/apps\/stateful\.ts:\d+\)\*/);
  });

  it('comes in parts when one diagram would be too long for mermaid', async () => {
    const story = new Story().begin();
    for (let act = 1; act <= 80; act += 1) {
      story.act(`Act ${String(act)}`);
      for (let n = 0; n < 10; n += 1) story.answer(story.ask('GET', '/profile'), 200, 'OK');
    }
    const long = toMarkdown(story.events);
    expect(fences(long).length).toBeGreaterThan(1);
    expect(long).toContain(`**Diagram 1 of ${String(fences(long).length)}**`);
    for (const source of fences(long)) {
      expect(source.length).toBeLessThanOrEqual(50_000);
      expect((await mermaid.parse(source.replace(/^ {2}title .*\n/m, ''))).diagramType).toBe('sequence');
    }
    const numbers = [...outside(long).matchAll(/^- \*\*(\d+)\\\./gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: 1_600 }, (_, index) => index + 1));
    const starts = fences(long).map((source) => Number(/autonumber ?(\d*)/.exec(source)?.[1] || 1));
    for (const start of starts) expect(numbers).toContain(start);
  });

  it('holds no secret', () => {
    const all = markdown + toMarkdown(statelessStory().events);
    for (const secret of [SID, TOKEN, COOKIE_VALUE, PASSWORD]) expect(all).not.toContain(secret);
  });

  it('has no markup but its own, for any trace', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace, secrets }) => {
        const written = toMarkdown(trace);
        const rest = outside(written);
        expect(rest).not.toContain('```');
        for (const line of rest.split('\n')) {
          const own = line.replace(/^#{1,2} /, '').replace(/\\[!-/:-@[-`{-~]/g, '');
          expect(own.replace(/^- \*\*|\*\*|\*\(|\)\*$/g, '')).not.toMatch(/[`*_{}[\]<>#&|~$!]|:\/\/|\bwww\./i);
        }
        for (const secret of secrets) expect(written).not.toContain(secret);
      }),
    );
  });
});

describe('hostile text in Markdown', () => {
  it('comes back as it was, and leaves nothing live', () => {
    fc.assert(
      fc.property(text, (each) => {
        const bare = markdownText(each).replace(/\\[!-/:-@[-`{-~]/g, '');
        expect(bare).not.toMatch(/[\\`*_{}[\]<>#&|~$!\n\r]/);
        expect(markdownText(each)).not.toMatch(/^(?:[-+=]|\d+[.)])/);
      }),
    );
    const decode = (escaped: string): string => escaped.replace(/\\([!-/:-@[-`{-~])/g, '$1');
    for (const each of [
      '**b**',
      '<b>x</b>',
      '![x](y)',
      '1. x',
      '- x',
      'http://a.b',
      'www.a.b',
      '&lt;',
      '`c`',
      'a | b',
    ]) {
      expect(decode(markdownText(each))).toBe(each);
    }
  });
});
