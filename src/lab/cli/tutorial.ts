import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { claims, tutorialIds, TUTORIALS_FOLDER } from '../../content/tutorials';
import {
  coverage,
  parseTutorial,
  playTutorial,
  readGlossary,
  untaught,
  type Diagnostic,
  type Glossary,
  type ParsedTutorial,
  type Tutorial,
  type TutorialReport,
} from '../../tutorial';
import { wrongExcerpts } from '../../tutorial/excerpts';
import { GuidedRun } from '../../process/guided-run';
import type { TutorialRequest } from './tutorial-arguments';
import { LAB } from './play';
import { coverageText, diagnosticText, listText, reportText } from './tutorial-text';
import { UsageError } from './usage-error';

/** The repository, two folders above the built command line. */
const ROOT = join(__dirname, '..');
const SEED = 'auth-lab';

const NOT_THERE: Diagnostic = {
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  severity: 'error',
  message: 'The course lists this tutorial, and the file is not there. Write it, or take it off the list.',
};

export interface Answer {
  readonly text: string;
  /** What is wrong with a file, for standard error. */
  readonly notes: readonly string[];
  readonly code: 0 | 1;
}

/** Lists, plays or counts tutorials. */
export async function tutorialCommand({ what, ids, format }: TutorialRequest): Promise<Answer> {
  const glossary = await readCommonTerms();
  const read = await Promise.all((ids.length > 0 ? ids : tutorialIds).map((id) => readOne(id, glossary)));
  const notes = read.flatMap(({ file, parsed }) => parsed.diagnostics.map((each) => diagnosticText(file, each)));
  const broken = read.some(({ parsed }) => parsed.tutorial === undefined);
  const tutorials = read.flatMap(({ parsed }) => parsed.tutorial ?? []);
  switch (what) {
    case 'list':
      return { text: listText(tutorials, format), notes, code: broken ? 1 : 0 };
    case 'coverage': {
      const covered = coverage(claims, tutorials);
      return { text: coverageText(covered, format), notes, code: broken || untaught(covered).length > 0 ? 1 : 0 };
    }
    case 'auto': {
      const reports = await playAll(tutorials);
      const all = !broken && reports.every(({ outcome }) => outcome === 'completed');
      return { text: reportText(reports, format, ids.length === 1), notes, code: all ? 0 : 1 };
    }
    default:
      return what satisfies never;
  }
}

/** Several at once, for a lab mostly waits. @returns in the order of the tutorials */
async function playAll(tutorials: readonly Tutorial[]): Promise<readonly TutorialReport[]> {
  const reports: TutorialReport[] = [];
  const waiting = [...tutorials.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, tutorial] = next;
      reports[index] = await playOne(tutorial);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker));
  return reports;
}

async function playOne(tutorial: Tutorial): Promise<TutorialReport> {
  const run = new GuidedRun(LAB, SEED);
  try {
    return await playTutorial(tutorial, run);
  } finally {
    await run.dispose();
  }
}

async function readOne(
  id: string,
  glossary: Glossary,
): Promise<{ readonly file: string; readonly parsed: ParsedTutorial }> {
  const own = (tutorialIds as readonly string[]).includes(id);
  const file = own ? join(ROOT, TUTORIALS_FOLDER, `${id}.md`) : id;
  if (!own && !id.endsWith('.md')) {
    throw new UsageError(`There is no tutorial "${id}". There are: ${tutorialIds.join(', ')}; or name a file.`);
  }
  const source = await readFile(file, 'utf8').catch(() => undefined);
  if (source === undefined) {
    if (!own) throw new UsageError(`"${file}" could not be read.`);
    // One that is not there must not keep the others from being played.
    return { file, parsed: { tutorial: undefined, diagnostics: [NOT_THERE] } };
  }
  const parsed = parseTutorial(source, { glossary, id: basename(file, '.md') });
  const excerpts = parsed.tutorial ? await excerptProblems(parsed.tutorial) : [];
  const diagnostics = [...parsed.diagnostics, ...excerpts];
  return { file, parsed: { tutorial: excerpts.length > 0 ? undefined : parsed.tutorial, diagnostics } };
}

async function excerptProblems(tutorial: Tutorial): Promise<readonly Diagnostic[]> {
  return wrongExcerpts(tutorial, (file) => readFile(join(ROOT, file), 'utf8').catch(() => undefined));
}

async function readCommonTerms(): Promise<Glossary> {
  const file = join(ROOT, TUTORIALS_FOLDER, 'glossary.yaml');
  const problems: string[] = [];
  const glossary = readGlossary({ text: await readFile(file, 'utf8'), line: 1 }, (each) =>
    problems.push(diagnosticText(file, each)),
  );
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return glossary;
}
