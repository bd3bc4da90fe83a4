import * as z from 'zod/mini';
import type { Prose } from './prose-types';

/** What the extension host and the tutorial view say to each other. One message tells everything. */

/** View to host. */
export const tutorialIntent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** The button of the step. */
  z.object({ type: z.literal('act') }),
  z.object({ type: z.literal('predict'), choice: z.string() }),
  z.object({ type: z.literal('hint') }),
  z.object({ type: z.literal('next') }),
  z.object({ type: z.literal('back') }),
  z.object({ type: z.literal('goTo'), step: z.string() }),
  /** The step from its beginning, with the run that leads to it. */
  z.object({ type: z.literal('reset') }),
  z.object({ type: z.literal('check') }),
  z.object({ type: z.literal('showTutorials') }),
  /** A link to a step of any tutorial; an empty step means the whole. */
  z.object({ type: z.literal('follow'), tutorial: z.string(), step: z.string() }),
  /** Opens the teaching server's file at a line. */
  z.object({ type: z.literal('showCode'), file: z.string(), line: z.int().check(z.gte(1)) }),
]);
export type TutorialIntent = z.infer<typeof tutorialIntent>;

/** An excerpt with the lines that it names, by its place in the tutorial. */
export interface FilledExcerpt {
  readonly text: string;
  /** Of its first line in the file, from 1. */
  readonly line: number;
}

export interface ShownPrediction {
  readonly question: string;
  readonly choices: readonly { readonly id: string; readonly says: string }[];
  readonly predicted: string | null;
  /** Known when the step is done. */
  readonly truth: string | null;
  readonly why: Prose;
}

/** Everything that the view needs to draw itself. */
export interface ShownTutorial {
  readonly id: string;
  readonly title: string;
  /** It is being written: shown as it is in the editor. */
  readonly preview: boolean;
  readonly steps: readonly { readonly id: string; readonly title: string; readonly done: boolean }[];
  /** From 0; the number of steps for the closing page. */
  readonly index: number;
  /** Before the first step, on its page. */
  readonly opening: Prose;
  readonly heading: string;
  readonly prose: Prose;
  /** What came of the step; empty until it has come true once. */
  readonly after: Prose;
  readonly prediction: ShownPrediction | null;
  /** On the button; null where there is nothing to press. */
  readonly act: string | null;
  readonly phase: 'open' | 'acting' | 'done' | 'closing';
  readonly hints: readonly Prose[];
  readonly hintsLeft: number;
  /** What is still to happen, in words, after somebody asked. */
  readonly lacking: string | null;
  /** Where the learner is and how to come back; null when all is well. */
  readonly astray: { readonly sentence: string; readonly way: string } | null;
  /** Terms in lower case. */
  readonly glossary: Readonly<Record<string, string>>;
  /** By the line of the excerpt in the tutorial. */
  readonly excerpts: Readonly<Record<number, FilledExcerpt>>;
  /** What comes after this tutorial; null at the end of the course. */
  readonly next: { readonly id: string; readonly title: string } | null;
}

/** Host to view. What stands inside comes from the host's own code: its frame is checked. */
export const tutorialMessage = z.object({
  type: z.literal('show'),
  shown: z.nullable(z.custom<ShownTutorial>((value) => typeof value === 'object' && value !== null)),
});
export type TutorialMessage = z.infer<typeof tutorialMessage>;
