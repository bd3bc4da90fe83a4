import * as z from 'zod/mini';

/** A teaching server that the learner has changed: it is run in place of the one that was shipped. */
export const editedCode = z.object({
  /** Which server it is, as in `Deployment.app`. */
  app: z.string(),
  /** The program as JavaScript, in which every line and column is that of the text that the learner wrote. */
  code: z.string().check(z.maxLength(1_000_000)),
});
export type EditedCode = z.infer<typeof editedCode>;

/** Whose line it is, in an event's `source`: the learner's copy, and not what was shipped. */
export const EDITED_FOLDER = 'edited/';

/** A change to a teaching server that a tutorial may ask for, by name: a tutorial itself carries no code. */
export interface CodeEdit {
  readonly id: string;
  /** Which server. */
  readonly app: string;
  /** Imperative, as on a button: "Take the new id away". */
  readonly title: string;
  /** Stands exactly once in the program. */
  readonly from: string;
  readonly to: string;
}

/** @returns the text with the edit made, or null where there is nothing to make it at */
export function withEdit(text: string, { from, to }: CodeEdit): string | null {
  const at = text.indexOf(from);
  return at === -1 ? null : text.slice(0, at) + to + text.slice(at + from.length);
}
