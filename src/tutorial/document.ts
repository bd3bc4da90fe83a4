import type { Diagnostic, Place } from './diagnostics';

/** The fenced blocks that mean something. Every other one is code to read. */
export const DIRECTIVES = ['step', 'predict', 'act', 'done', 'hint', 'code', 'glossary', 'advise'] as const;
export type Directive = (typeof DIRECTIVES)[number];

/** A piece of a file, with the line that it begins at. */
export interface Piece {
  readonly text: string;
  /** Of its first line, from 1. */
  readonly line: number;
}

export type Part =
  | ({ readonly type: 'text' } & Piece)
  | ({ readonly type: 'directive'; readonly name: Directive; readonly fence: number } & Piece)
  | ({ readonly type: 'listing'; readonly info: string } & Piece);

/** What stands under one heading; the first section of a file has none. */
export interface Section {
  readonly title: string | null;
  /** Of its heading, from 1. */
  readonly line: number;
  readonly parts: readonly Part[];
}

export interface TutorialDocument {
  readonly head: Piece | null;
  readonly sections: readonly Section[];
}

const FENCE = /^( {0,3})(`{3,}|~{3,})(.*)$/;
const HEADING = /^##[ \t]+(.*?)[ \t]*#*$/;

/** Splits a tutorial into its head, its sections and what stands in them. Never throws. */
export function splitDocument(source: string, tell: (diagnostic: Diagnostic) => void): TutorialDocument {
  const lines = source.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const { head, next } = splitHead(lines, tell);
  const sections: Section[] = [];
  let title: string | null = null;
  let titleLine = next + 1;
  let parts: Part[] = [];
  let text: { lines: string[]; line: number } | null = null;
  const endText = (): void => {
    if (text && text.lines.some((line) => line.trim() !== '')) {
      parts.push({ type: 'text', text: text.lines.join('\n'), line: text.line });
    }
    text = null;
  };
  const endSection = (): void => {
    endText();
    sections.push({ title, line: titleLine, parts });
    parts = [];
  };
  for (let index = next; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const fence = FENCE.exec(line);
    const mark = fence?.[2];
    if (mark !== undefined) {
      endText();
      const info = (fence?.[3] ?? '').trim();
      const end = closingFence(lines, index + 1, mark);
      if (end === lines.length) {
        tell({
          ...wholeLine(lines, index + 1),
          severity: 'error',
          message: `This block is never closed. Close it with a line of ${mark} alone.`,
        });
      }
      parts.push(block(info, lines.slice(index + 1, end).join('\n'), index));
      index = end;
      continue;
    }
    const heading = HEADING.exec(line);
    if (heading) {
      endSection();
      title = heading[1] ?? '';
      titleLine = index + 1;
      continue;
    }
    text ??= { lines: [], line: index + 1 };
    text.lines.push(line);
  }
  endSection();
  return { head, sections };
}

/** The place of a whole line. @param line from 1 */
export function wholeLine(lines: readonly string[], line: number): Place {
  return { line, column: 1, endLine: line, endColumn: Math.max(2, (lines[line - 1] ?? '').length + 1) };
}

function block(info: string, text: string, index: number): Part {
  const name = DIRECTIVES.find((each) => each === info);
  return name
    ? { type: 'directive', name, text, line: index + 2, fence: index + 1 }
    : { type: 'listing', info, text, line: index + 2 };
}

function closingFence(lines: readonly string[], from: number, mark: string): number {
  for (let index = from; index < lines.length; index++) {
    const found = FENCE.exec(lines[index] ?? '');
    if (found?.[2]?.startsWith(mark) && (found[3] ?? '').trim() === '') return index;
  }
  return lines.length;
}

function splitHead(
  lines: readonly string[],
  tell: (diagnostic: Diagnostic) => void,
): { readonly head: Piece | null; readonly next: number } {
  const missing = (message: string): { head: null; next: number } => {
    tell({ ...wholeLine(lines, 1), severity: 'error', message });
    return { head: null, next: 0 };
  };
  if (lines[0]?.trimEnd() !== '---') {
    return missing('A tutorial begins with a head between two lines of "---". Put "---", "id: …" and the rest here.');
  }
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end === -1) return missing('The head is never closed. Close it with a line of "---".');
  return { head: { text: lines.slice(1, end).join('\n'), line: 2 }, next: end + 1 };
}
