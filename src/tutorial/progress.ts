/** What is remembered of a learner's way through tutorials. Never anything of a run. */
export interface Progress {
  readonly tutorials: Readonly<Record<string, TutorialProgress>>;
  /** The tutorial that was open last, or null. */
  readonly current: string | null;
}

export interface TutorialProgress {
  /** Ids of steps that came true. */
  readonly done: readonly string[];
  /** Id of the step to go on with. */
  readonly at: string | null;
  /** What was predicted, and whether it came true, by step. */
  readonly predictions: Readonly<Record<string, { readonly choice: string; readonly right: boolean | null }>>;
}

export const NO_PROGRESS: Progress = { tutorials: {}, current: null };
const NOTHING: TutorialProgress = { done: [], at: null, predictions: {} };

/** More than anybody takes: what is bigger was not written by us. */
const MOST = 500;

/**
 * Reads what was kept. Whatever in it makes no sense is left out, and the rest is kept: nobody loses their way through
 * one tutorial because another one's entry is broken. Never throws.
 */
export function readProgress(kept: unknown): Progress {
  const { tutorials, current } = record(kept);
  return {
    tutorials: Object.fromEntries(
      Object.entries(record(tutorials))
        .slice(0, MOST)
        .map(([id, each]) => [id, readOne(each)]),
    ),
    current: typeof current === 'string' ? current : null,
  };
}

/** Whether something was kept that can be read at all. */
export function isProgress(kept: unknown): boolean {
  const { tutorials } = record(kept);
  return typeof tutorials === 'object' && tutorials !== null && !Array.isArray(tutorials);
}

function readOne(kept: unknown): TutorialProgress {
  const { done, at, predictions } = record(kept);
  return {
    done: Array.isArray(done) ? [...new Set(done.filter((each) => typeof each === 'string'))].slice(0, MOST) : [],
    at: typeof at === 'string' ? at : null,
    predictions: Object.fromEntries(
      Object.entries(record(predictions)).flatMap(([step, each]) => {
        const { choice, right } = record(each);
        if (typeof choice !== 'string') return [];
        return [[step, { choice, right: typeof right === 'boolean' ? right : null }]];
      }),
    ),
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** What is known of one tutorial. */
export function progressOf(progress: Progress, tutorial: string): TutorialProgress {
  return Object.hasOwn(progress.tutorials, tutorial) ? (progress.tutorials[tutorial] ?? NOTHING) : NOTHING;
}

/** The same with something new about one tutorial, which becomes the current one. */
export function withProgress(progress: Progress, tutorial: string, change: Partial<TutorialProgress>): Progress {
  const before = progressOf(progress, tutorial);
  return { tutorials: { ...progress.tutorials, [tutorial]: { ...before, ...change } }, current: tutorial };
}

/** Forgets one tutorial. */
export function withoutProgress(progress: Progress, tutorial: string): Progress {
  const tutorials = Object.fromEntries(Object.entries(progress.tutorials).filter(([id]) => id !== tutorial));
  return { tutorials, current: progress.current === tutorial ? null : progress.current };
}
