import type { Diagnostic } from './diagnostics';
import type { Block, Prose } from './prose-types';
import type { Tutorial } from './types';

type Excerpt = Extract<Block, { type: 'excerpt' }>;

export interface ShownExcerpt {
  readonly text: string;
  /** Of its first line in the file, from 1. */
  readonly line: number;
}

/** The lines that an excerpt names, or null when they are not in the file. */
export function cutExcerpt({ from, lines }: Pick<Excerpt, 'from' | 'lines'>, source: string): ShownExcerpt | null {
  const all = source.split(/\r?\n/);
  const start = all.findIndex((line) => line.includes(from));
  if (start === -1) return null;
  const cut = all.slice(start, start + lines);
  const indent = Math.min(
    ...cut.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length),
  );
  return {
    text: cut
      .map((line) => line.slice(indent))
      .join('\n')
      .trimEnd(),
    line: start + 1,
  };
}

/** Every excerpt of a tutorial. */
export function excerptsOf({ opening, steps, closing }: Tutorial): readonly Excerpt[] {
  const all: Prose = [...opening, ...steps.flatMap(({ prose, after }) => [...prose, ...after]), ...closing];
  return all.filter((block) => block.type === 'excerpt');
}

/** Excerpts that are not there: code moves on, and a tutorial that shows it has to follow. */
export async function wrongExcerpts(
  tutorial: Tutorial,
  read: (file: string) => Promise<string | undefined>,
): Promise<readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  for (const excerpt of excerptsOf(tutorial)) {
    const { file, from, line } = excerpt;
    const source = await read(file);
    const place = { line, column: 1, endLine: line, endColumn: 200, severity: 'error' as const };
    if (source === undefined)
      problems.push({ ...place, message: `There is no file "${file}". Name a file in src/apps.` });
    else if (!cutExcerpt(excerpt, source)) {
      problems.push({
        ...place,
        message: `"${file}" has no line with "${from}". Copy a piece of the line from the file.`,
      });
    }
  }
  return problems;
}
