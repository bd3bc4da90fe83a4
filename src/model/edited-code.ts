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
