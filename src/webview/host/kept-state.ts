import * as z from 'zod/mini';
import { parseWith } from '../../model/parse';

/** The panes of the inspector. */
export const PANES = ['message', 'checks', 'code', 'raw', 'log', 'held'] as const;
export type Pane = (typeof PANES)[number];

const keptState = z.object({
  /** The run that cursor and selection belong to; null before the first. */
  run: z.nullable(z.string()),
  cursor: z.nullable(z.number()),
  selection: z.nullable(z.number()),
  zoom: z.number().check(z.gte(0.5), z.lte(3)),
  pane: z.enum(PANES),
  /** The share of the panel that the inspector takes; null for its own choice. */
  share: z.nullable(z.number().check(z.gte(0.1), z.lte(0.9))),
  /** Whether repeated steps are folded; null for as soon as there are many messages. */
  repeats: z.nullable(z.boolean()),
});

/** Where the reader was: what survives when the panel is hidden or the window reloads. Never data of a run. */
export type KeptState = z.infer<typeof keptState>;

export const FRESH: KeptState = {
  run: null,
  cursor: null,
  selection: null,
  zoom: 1,
  pane: 'message',
  share: null,
  repeats: null,
};

/** Reads what an earlier panel kept; anything that does not fit counts as nothing. */
export function readKeptState(kept: unknown): KeptState {
  if (kept === undefined || kept === null) return FRESH;
  const parsed = parseWith(keptState, kept, 'The kept state');
  return parsed.ok ? parsed.value : FRESH;
}
