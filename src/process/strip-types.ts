import * as nodeModule from 'node:module';
import type { EditedCode } from '../model/edited-code';

/** What is wrong with a text, and where it begins. */
export interface SyntaxProblem {
  /** From 1; null where nobody says. */
  readonly line: number | null;
  /** From 1. */
  readonly column: number;
  /** One sentence. */
  readonly message: string;
}

const NO_TYPESCRIPT =
  'This editor runs on a Node that cannot take the types out of TypeScript. Update VS Code, and the changed server runs.';

/**
 * Makes a changed server ready to run: takes its types out, so that every line and column stays where it is. Nothing of
 * it runs by that.
 * @param app which server it is
 */
export function readyToRun(app: string, text: string): EditedCode | SyntaxProblem {
  // Missing before Node 22.13, whatever the declarations say.
  const strip = (nodeModule as Partial<typeof nodeModule>).stripTypeScriptTypes;
  if (!strip) return { line: null, column: 1, message: NO_TYPESCRIPT };
  try {
    return { app, code: calmly(() => strip(text, { mode: 'strip' })) };
  } catch (error) {
    return problemOf(error);
  }
}

/** Node warns that it may change how types are taken out. Whoever reads a log of ours can do nothing about that. */
function calmly<T>(work: () => T): T {
  const warn = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  process.emitWarning = () => undefined;
  try {
    return work();
  } finally {
    if (warn) Object.defineProperty(process, 'emitWarning', warn);
  }
}

function problemOf(error: unknown): SyntaxProblem {
  const { code, message, stack = '' } = error as NodeJS.ErrnoException;
  if (code === 'ERR_NO_TYPESCRIPT') return { line: null, column: 1, message: NO_TYPESCRIPT };
  // Node draws the place above the error's own stack: ":12", the lines up to it, and carets below what is wrong.
  const [, line, drawn = ''] = /^[^\n]*?:(\d+)\n(?:[^\n]*\n)*?( *)\^/.exec(stack) ?? [];
  const sentence = message.endsWith('.') ? message : `${message}.`;
  return { line: line === undefined ? null : Number(line), column: drawn.length + 1, message: sentence };
}
