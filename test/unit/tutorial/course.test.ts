import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claims, tutorialIds } from '../../../src/content/tutorials';
import { coverage, parseTutorial, plainText, readGlossary, untaught, type Tutorial } from '../../../src/tutorial';
import { wrongExcerpts } from '../../../src/tutorial/excerpts';
import { linkedSteps } from '../../../src/tutorial/links';

const ROOT = new URL('../../../', import.meta.url);
const FOLDER = new URL('src/content/tutorials/', ROOT);
const read = (url: URL): string => readFileSync(url, 'utf8');
const glossary = readGlossary({ text: read(new URL('glossary.yaml', FOLDER)), line: 1 }, ({ message }) => {
  throw new Error(message);
});

// One that is missing is told by a test of its own.
const there = tutorialIds.filter((id) => existsSync(new URL(`${id}.md`, FOLDER)));
const parsed = there.map((id) => ({ id, ...parseTutorial(read(new URL(`${id}.md`, FOLDER)), { glossary, id }) }));
const course = parsed.flatMap(({ tutorial }): Tutorial[] => (tutorial ? [tutorial] : []));

describe('The course', () => {
  it('lists exactly the files that are there', () => {
    const files = readdirSync(FOLDER).filter((name) => /^[\w-]+\.md$/.test(name) && name !== 'FORMAT.md');
    expect(files.map((name) => name.replace('.md', '')).sort()).toEqual([...tutorialIds].sort());
  });

  it.each(parsed)('$id has nothing wrong with it', async ({ diagnostics, tutorial }) => {
    expect(diagnostics).toEqual([]);
    const source = (file: string): Promise<string> => Promise.resolve(read(new URL(file, ROOT)));
    expect(await wrongExcerpts(tutorial!, source)).toEqual([]);
  });

  it.each(course)('$id opens, closes, and has 5 to 12 steps', ({ opening, closing, steps }) => {
    expect(opening.length).toBeGreaterThan(0);
    expect(closing.length).toBeGreaterThan(0);
    expect(steps.length).toBeGreaterThanOrEqual(5);
    expect(steps.length).toBeLessThanOrEqual(12);
  });

  it('needs only what comes before', () => {
    for (const [index, { id, needs }] of course.entries()) {
      const before = course.slice(0, index).map((each) => each.id);
      for (const need of needs) expect(before, `${id} needs ${need}`).toContain(need);
    }
  });

  it('links to steps that there are', () => {
    const steps = new Set(course.flatMap(({ id, steps: all }) => [id, ...all.map((step) => `${id}/${step.id}`)]));
    for (const tutorial of course) {
      for (const link of linkedSteps(tutorial)) expect([...steps], `${tutorial.id} links to ${link}`).toContain(link);
    }
  });

  it('teaches every claim that the lab can run', () => {
    expect(untaught(coverage(claims, course)).map(({ claim }) => claim)).toEqual([]);
  });

  it('is calm, and short of breath', () => {
    for (const { id, opening, steps, closing } of course) {
      for (const prose of [opening, closing, ...steps.flatMap(({ prose: text, after }) => [text, after])]) {
        const spoken = prose.filter(({ type }) => type === 'paragraph' || type === 'list' || type === 'quote');
        const text = plainText(spoken);
        expect(text, id).not.toMatch(/!(?!=)/);
        const longest = text
          .split(/(?<=[.:;?])\s+|\n/)
          .map((sentence) => sentence.split(/\s+/).length)
          .reduce((a, b) => Math.max(a, b), 0);
        expect(longest, `${id}: ${text.slice(0, 80)}`).toBeLessThanOrEqual(45);
      }
    }
  });
});
