import type { Trace } from '../model';
import { DiagramDraft } from './diagram-draft';
import { drawEvent } from './diagram-rules';
import type { Diagram } from './diagram-types';

export type * from './diagram-types';

/**
 * Projects a prefix of a trace to its diagram. Pure: the same prefix always gives the same diagram.
 * Stable: when the trace grows, what was drawn keeps its place, label and ends; it may gain evidence, become lost,
 * and begin or end a bar. An actor outside the cast of `run.started` gets a lane at the right when it first speaks.
 */
export function diagram(trace: Trace): Diagram {
  const draft = new DiagramDraft();
  for (const event of trace) drawEvent(event, draft);
  return draft.finish();
}
