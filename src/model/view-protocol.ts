import * as z from 'zod/mini';
import { traceEvent } from './event-schema';
import type { FaultCard, Scenario } from './contracts';
import { intervention } from './arming';
import { runPair } from './run-pair';
import { runState } from './run-state';
import { breakpoint } from './breakpoints';
import { setup } from './setup';

/**
 * What the extension host and the panel say to each other. A snapshot always suffices: the panel keeps no data
 * of its own beyond the cursor, the selection and what is open.
 */

/** View to host: intents, never facts. */
export const viewIntent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** Something is missing between what the view holds and what it was told. */
  z.object({ type: z.literal('resync') }),
  z.object({ type: z.literal('step') }),
  /** Lets the exchange of the moment happen. */
  z.object({ type: z.literal('stepOver') }),
  /** Goes on to the next event like this one. */
  z.object({ type: z.literal('runOn'), seq: z.number() }),
  /** All of them, in place of those before. */
  z.object({ type: z.literal('breakpoints'), breakpoints: z.array(breakpoint) }),
  z.object({ type: z.literal('run') }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('pace'), pace: z.number() }),
  z.object({ type: z.literal('restart') }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('start'), scenario: z.string(), setup: z.optional(setup) }),
  z.object({ type: z.literal('intervene'), what: intervention }),
  /** Plays the same run again in a fresh lab as far as this event, and lets the learner go on from there. */
  z.object({ type: z.literal('fork'), seq: z.number() }),
  /** Opens the server's code at the line that this event ran. */
  z.object({ type: z.literal('showCode'), seq: z.number() }),
  /** The message that is selected, so that commands can act on it; null for none. */
  z.object({ type: z.literal('selected'), seq: z.nullable(z.number()) }),
  /** The diagram as it was asked for: an SVG document, or a PNG in base64; null when it could not be drawn. */
  z.object({ type: z.literal('picture'), as: z.enum(['svg', 'png']), data: z.nullable(z.string()) }),
  /** Text for the clipboard. */
  z.object({ type: z.literal('copy'), text: z.string() }),
  z.object({ type: z.literal('openStore') }),
  z.object({ type: z.literal('showLog') }),
]);
export type ViewIntent = z.infer<typeof viewIntent>;

/** What the toolbar needs besides the trace. */
export interface RunCard {
  readonly scenario: string;
  readonly title: string;
  readonly teaches: string;
  /** Whether it is about sessions or tokens; `either` leaves that to the deployment. */
  readonly flow: Scenario['flow'];
}

const runCard: z.ZodMiniType<RunCard> = z.object({
  scenario: z.string(),
  title: z.string(),
  teaches: z.string(),
  flow: z.enum(['stateful', 'stateless', 'either']),
});

/** The run that the one of the moment was repeated from: over, and kept to be compared with. */
const branch = z.object({
  events: z.array(traceEvent),
  /** `seq` of the last event that was repeated; -1 for another run, of which nothing was. */
  at: z.int(),
  /** Of another run. */
  pair: z.optional(runPair),
});
export type Branch = z.infer<typeof branch>;
/** Cards come from the host's own registry: their frame is checked, not what stands in them. */
const faultCard = z.custom<FaultCard>((value) => typeof (value as Partial<FaultCard> | null)?.id === 'string');
const notice = z.object({ message: z.string(), tone: z.enum(['info', 'error']) });

/** What a command of the palette shows, or does to how things are shown. */
export const SHOWN = [
  'comparison',
  'failures',
  'breakpoints',
  'legend',
  'log',
  'zoomIn',
  'zoomOut',
  'fit',
  'foldExchange',
  'foldAll',
  'unfoldAll',
  'repeats',
] as const;

/** Host to view. */
export const hostMessage = z.discriminatedUnion('type', [
  /** Everything: sent on `ready`, on `resync`, on becoming visible again and when another run begins. */
  z.object({
    type: z.literal('snapshot'),
    /** Changes with every run, so that a stored cursor of another run is not applied to this one. */
    run: z.nullable(z.object({ id: z.string(), card: runCard, setup })),
    branch: z.nullable(branch),
    events: z.array(traceEvent),
    state: z.nullable(runState),
    scenarios: z.array(runCard),
    faults: z.array(faultCard),
    notice: z.nullable(notice),
    /** Left out for none. */
    breakpoints: z.optional(z.array(breakpoint)),
  }),
  z.object({ type: z.literal('breakpoints'), breakpoints: z.array(breakpoint) }),
  /** Something outside of the panel was picked that belongs to this event: its message is to be selected. */
  z.object({ type: z.literal('select'), seq: z.number() }),
  z.object({ type: z.literal('appended'), run: z.string(), from: z.number(), events: z.array(traceEvent) }),
  z.object({ type: z.literal('state'), run: z.string(), state: runState }),
  z.object({ type: z.literal('notice'), notice: z.nullable(notice) }),
  /** A command of the palette that moves the cursor, which only the view knows. */
  z.object({ type: z.literal('move'), to: z.enum(['step', 'over', 'back', 'backOver', 'first', 'last']) }),
  /** Asks for the whole diagram as one picture, which comes back as an intent. */
  z.object({ type: z.literal('draw'), as: z.enum(['svg', 'png']) }),
  /** A command of the palette that opens a part of the view, or changes how it is shown. */
  z.object({ type: z.literal('show'), what: z.enum(SHOWN) }),
]);
export type HostMessage = z.infer<typeof hostMessage>;
