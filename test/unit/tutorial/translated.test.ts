import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { translated, TUTORIALS_FOLDER } from '../../../src/content/tutorials';
import { excerptsOf, parseTutorial, readGlossary, type Prose, type Tutorial } from '../../../src/tutorial';
import { linkedSteps } from '../../../src/tutorial/links';

const FOLDER = new URL(`../../../${TUTORIALS_FOLDER}/`, import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
const glossary = readGlossary({ text: read('glossary.yaml'), line: 1 }, ({ message }) => {
  throw new Error(message);
});

function tutorial(id: string, name: string): Tutorial {
  const { tutorial: found, diagnostics } = parseTutorial(read(name), { glossary, id });
  expect(diagnostics).toEqual([]);
  return found!;
}

/** What a tutorial does and waits for, which is the same in every language. */
function deeds(each: Tutorial): unknown {
  return {
    head: [each.id, each.minutes, each.needs, each.scenario, each.setup],
    excerpts: excerptsOf(each).map(({ file, from, lines }) => [file, from, lines]),
    links: linkedSteps(each),
    steps: each.steps.map(({ id, teaches, prediction, act, done, hints, prose, after }) => ({
      id,
      teaches,
      choices: prediction?.choices.map((choice) => [choice.id, choice.when]),
      // A start brings the head of its tutorial along, with its words.
      actions: JSON.stringify(act?.actions, (key, value: unknown) =>
        /^(?:title|teaches)$/.test(key) ? undefined : value,
      ),
      done,
      parts: [...hints, prose, after].map(kinds),
    })),
    ends: [each.opening, each.closing].map(kinds),
  };
}

/** Paragraphs, lists and tables in their order. */
function kinds(prose: Prose): readonly string[] {
  return prose.map(({ type }) => type);
}

/** Everything that a learner reads. */
function words(each: Tutorial): string[] {
  const { title, teaches, opening, closing, steps } = each;
  const said: string[] = [title, teaches, JSON.stringify(opening), JSON.stringify(closing)];
  for (const step of steps) {
    said.push(
      step.title,
      ...[step.prose, step.after, ...step.hints]
        .filter(({ length }) => length > 0)
        .map((prose) => JSON.stringify(prose)),
    );
    if (step.prediction)
      said.push(
        JSON.stringify(step.prediction.why),
        step.prediction.question,
        ...step.prediction.choices.map(({ says }) => says),
      );
  }
  return said;
}

const all = Object.entries(translated).flatMap(([language, ids]) => ids.map((id) => [id, language] as const));

describe('The course in other languages', () => {
  it('has exactly the files that are listed', () => {
    const files = readdirSync(FOLDER).filter((name) => /\.\w+\.md$/.test(name));
    expect(files.sort()).toEqual(all.map(([id, language]) => `${id}.${language}.md`).sort());
  });

  it.each(all)('%s does in "%s" what it does in English', (id, language) => {
    expect(deeds(tutorial(id, `${id}.${language}.md`))).toEqual(deeds(tutorial(id, `${id}.md`)));
  });

  it.each(all)('%s leaves nothing in "%s" as it was', (id, language) => {
    const english = new Set(words(tutorial(id, `${id}.md`)));
    const said = words(tutorial(id, `${id}.${language}.md`)).filter((text) => /[a-z]{3}/.test(text));
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((text) => english.has(text))).toEqual([]);
  });
});
