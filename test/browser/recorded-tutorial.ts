import { readFile } from 'node:fs/promises';
import { enter, parseTutorial, readGlossary, type Glossary, type Stand, type Tutorial } from '../../src/tutorial';
import { cutExcerpt, excerptsOf } from '../../src/tutorial/excerpts';
import type { FilledExcerpt, ShownTutorial } from '../../src/tutorial/view-protocol';
import { shown } from '../../src/vscode/tutorials/shown';

const ROOT = new URL('../../', import.meta.url);

/** A tutorial of the course, or a text, with all that its view needs besides. */
export interface ReadTutorial {
  readonly tutorial: Tutorial;
  readonly glossary: Glossary;
  readonly excerpts: Readonly<Record<number, FilledExcerpt>>;
}

/** @param source the tutorial's text; that of the course if it is left out */
export async function readTutorial(id: string, source?: string): Promise<ReadTutorial> {
  const read = (path: string): Promise<string> => readFile(new URL(path, ROOT), 'utf8');
  const glossary = readGlossary({ text: await read('src/content/tutorials/glossary.yaml'), line: 1 }, () => undefined);
  const text = source ?? (await read(`src/content/tutorials/${id}.md`));
  const { tutorial, diagnostics } = parseTutorial(text, { glossary, id });
  if (!tutorial) throw new Error(JSON.stringify(diagnostics));
  const excerpts: Record<number, FilledExcerpt> = {};
  for (const excerpt of excerptsOf(tutorial)) {
    const cut = cutExcerpt(excerpt, await read(excerpt.file));
    if (cut) excerpts[excerpt.line] = cut;
  }
  return { tutorial, glossary, excerpts };
}

/** What the view is told of a page, by the very code that tells it in VS Code. */
export function page(
  { tutorial, glossary, excerpts }: ReadTutorial,
  index: number,
  stand: Partial<Stand> = {},
  more: Partial<ShownTutorial> = {},
): { readonly type: 'show'; readonly shown: ShownTutorial | null } {
  const taking = { tutorial, preview: false, index, stand: { ...enter(index, null), ...stand }, lacking: null };
  const done = tutorial.steps.slice(0, index).map((step) => step.id);
  const told = shown(
    { taking, step: tutorial.steps[index], isBusy: false, astray: null },
    {
      progress: { tutorials: { [tutorial.id]: { done, at: null, predictions: {} } }, current: tutorial.id },
      glossary,
      excerpts,
      next: { id: 'next', title: 'What comes next' },
    },
  );
  return { type: 'show', shown: told && { ...told, ...more } };
}
