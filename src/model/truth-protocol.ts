import * as z from 'zod/mini';

/**
 * What the extension host and the view of the truth table say to each other. A snapshot always suffices; between two
 * of them cells come one by one, as they are known.
 */

/** What a user finds after an incident; the words are those of the table's own registry. */
export const TRUTH_VERDICTS = ['in', 'out', 'error', 'wrong-role'] as const;
export type TruthVerdict = (typeof TRUTH_VERDICTS)[number];

/** What each verdict means, for a legend. */
export const VERDICT_WORDS: Readonly<Record<TruthVerdict, { readonly word: string; readonly means: string }>> = {
  in: { word: 'in', means: 'The page, as themselves.' },
  out: { word: 'out', means: 'Asked to log in.' },
  error: { word: 'error', means: 'No answer, or one that blames the server.' },
  'wrong-role': { word: 'wrong role', means: 'The page, with a role that is no longer theirs.' },
};

const place = { row: z.string(), column: z.string() };

/** View to host: intents, never facts. */
export const truthIntent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** Forgets what is known and measures everything. */
  z.object({ type: z.literal('measure') }),
  /** Measures what is not known yet. */
  z.object({ type: z.literal('resume') }),
  z.object({ type: z.literal('cancel') }),
  /** Starts the very run that a cell was read from, held before its first step. */
  z.object({ type: z.literal('run'), ...place }),
  z.object({ type: z.literal('copy') }),
]);
export type TruthIntent = z.infer<typeof truthIntent>;

const cell = z.discriminatedUnion('kind', [
  z.object({
    ...place,
    kind: z.literal('measured'),
    verdict: z.enum(TRUTH_VERDICTS),
    /** One sentence on what the verdict is read from. */
    why: z.string(),
    /** What is commonly written instead, and why a run shows something else; null where nothing else is. */
    claim: z.nullable(z.object({ says: z.enum(TRUTH_VERDICTS), correction: z.nullable(z.string()) })),
    /** How the run is deployed, in a few words. */
    deployment: z.string(),
  }),
  /** It cannot happen there. */
  z.object({ ...place, kind: z.literal('none'), why: z.string() }),
  /** It could not be measured here and now. */
  z.object({ ...place, kind: z.literal('failed'), why: z.string() }),
]);
export type TruthCellCard = z.infer<typeof cell>;

const progress = z.object({
  phase: z.enum(['measuring', 'canceled', 'done']),
  /** Runs that are over, of so many in all. */
  done: z.int(),
  total: z.int(),
  /** Runs at the same time. */
  atOnce: z.int(),
  /** Real milliseconds that measuring took, once it is done in one go; null otherwise. */
  took: z.nullable(z.number()),
});
export type TruthProgress = z.infer<typeof progress>;

/** Host to view. */
export const truthMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('snapshot'),
    columns: z.array(z.object({ id: z.string(), title: z.string() })),
    rows: z.array(z.object({ id: z.string(), title: z.string(), teaches: z.string() })),
    cells: z.array(cell),
    progress,
  }),
  z.object({ type: z.literal('cell'), cell, progress }),
  z.object({ type: z.literal('progress'), progress }),
  z.object({ type: z.literal('copied') }),
]);
export type TruthMessage = z.infer<typeof truthMessage>;
export type TruthTable = Extract<TruthMessage, { type: 'snapshot' }>;
