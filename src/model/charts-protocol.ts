import * as z from 'zod/mini';

/**
 * The charts: what the process that measures says to the host, and what the host and the view say to each other. A
 * chart carries everything that is drawn and written of it, so that the table behind it has the same numbers.
 */

export const CHART_IDS = ['memory', 'size', 'time'] as const;
export type ChartId = (typeof CHART_IDS)[number];

const series = z.object({
  title: z.string(),
  /** One for each point of the chart; null where nothing was measured. */
  values: z.array(z.nullable(z.number())),
  /** The least and the most of the runs whose median the value is; left out where each was measured once. */
  spread: z.optional(z.array(z.nullable(z.object({ least: z.number(), most: z.number() })))),
});

const chart = z.object({
  id: z.enum(CHART_IDS),
  title: z.string(),
  /** What the numbers say, in a sentence or two, made of the numbers themselves. */
  finding: z.string(),
  /** What was measured, and how. */
  how: z.string(),
  form: z.enum(['lines', 'bars']),
  x: z.object({
    title: z.string(),
    /** Of lines: numbers. Of bars: their positions, from 0. */
    values: z.array(z.number()),
    /** Of bars. */
    names: z.array(z.string()),
  }),
  y: z.object({ title: z.string(), unit: z.string() }),
  series: z.array(series),
  /** Lines across the chart at a value of y, such as a limit that was found. */
  limits: z.array(z.object({ title: z.string(), at: z.number() })),
  /** What could not be measured, one sentence each. */
  notes: z.array(z.string()),
});
export type Chart = z.infer<typeof chart>;

/** The ways to find out who is asking whose time is measured, by the names that menus give them. */
export const WAYS = ['Memory', 'SQLite', 'Redis', 'Encrypted cookie', 'HS256', 'RS256', 'ES256'] as const;
export type Way = (typeof WAYS)[number];

/** What is measured at the moment, in a few words, and how far it is. */
const step = z.object({ chart: z.enum(CHART_IDS), words: z.string(), done: z.number(), total: z.number() });
export type ChartStep = z.infer<typeof step>;

/** Measuring process to host. */
export const chartsReport = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step'), step }),
  z.object({ type: z.literal('chart'), chart }),
  z.object({ type: z.literal('failed'), chart: z.enum(CHART_IDS), message: z.string() }),
  /** Microseconds to find out who is asking, once: the medians. A way that does not exist here is left out. */
  z.object({
    type: z.literal('timed'),
    times: z.array(z.object({ way: z.enum(WAYS), microseconds: z.number() })),
  }),
  z.object({ type: z.literal('done') }),
]);
export type ChartsReport = z.infer<typeof chartsReport>;

/** View to host. */
export const chartsIntent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('measure') }),
  z.object({ type: z.literal('cancel') }),
]);
export type ChartsIntent = z.infer<typeof chartsIntent>;

const state = z.object({
  phase: z.enum(['measuring', 'canceled', 'done']),
  step: z.nullable(step),
  charts: z.array(chart),
  failures: z.array(z.object({ chart: z.enum(CHART_IDS), message: z.string() })),
  /** The machine, in a few words. */
  machine: z.string(),
});
export type ChartsState = z.infer<typeof state>;

/** Host to view: there is little of it, so it is always all of it. */
export const chartsMessage = z.object({ type: z.literal('state'), state });
export type ChartsMessage = z.infer<typeof chartsMessage>;
