import { changeBars, type Plan, type Stroke } from './plan';

/** One stroke with nothing around it, as far left as it goes: a plan of its own, and the lane where it stands. */
export interface LoneStroke {
  readonly plan: Plan;
  readonly lane: number;
}

/**
 * Takes a plan apart into its strokes. What a stroke looks like depends on how far it reaches and on the bars that
 * its ends stand on, never on its neighbors: a long diagram is made of few different ones, and each is drawn once.
 */
export function loneStrokes({ spacing, open, strokes }: Plan): LoneStroke[] {
  const bars = [...open];
  return strokes.map((stroke) => {
    const lane = Math.min(stroke.from, stroke.to);
    const own = bars.filter((bar) => bar === stroke.from || bar === stroke.to).map((bar) => bar - lane);
    if (stroke.type === 'message') changeBars(bars, stroke);
    const plan = {
      spacing,
      lanes: Math.max(stroke.from, stroke.to) - lane + 1,
      open: own.sort((a, b) => a - b),
      strokes: [moved(stroke, -lane)],
    };
    return { plan, lane };
  });
}

/** The width of a note is given to it afterwards, and a bar that begins or ends with a message is not under its arrow. */
function moved(stroke: Stroke, by: number): Stroke {
  const ends = { from: stroke.from + by, to: stroke.to + by };
  if (stroke.type === 'note') return { ...stroke, ...ends, width: 0 };
  return { ...stroke, ...ends, activates: null, deactivates: null };
}

/**
 * The strokes that a run is likely to need between so many lanes, the shortest first: requests and responses over
 * every distance, with labels of one line and of two, and what an actor does or is told by itself.
 */
export function likelyStrokes(spacing: number, lanes: number): Plan[] {
  const plans: Plan[] = [];
  const add = (count: number, open: readonly number[], stroke: Stroke): void => {
    plans.push({ spacing, lanes: count, open, strokes: [stroke] });
  };
  const message = { type: 'message', lost: false, lines: 1, activates: null, deactivates: null } as const;
  for (const open of [[], [0]]) add(1, open, { ...message, from: 0, to: 0, dashed: false });
  for (const lines of [1, 2]) add(1, [], { type: 'note', from: 0, to: 0, width: 0, lines });
  for (let far = 1; far < lanes; far += 1) {
    for (const lines of [1, 2]) {
      for (const open of [[], [0]]) add(far + 1, open, { ...message, from: 0, to: far, dashed: false, lines });
      for (const open of [[], [0], [far], [0, far]])
        add(far + 1, open, { ...message, from: far, to: 0, dashed: true, lines });
    }
  }
  return plans;
}
