import type { EventKind, FaultValues, Frequency, Occasion, Setup } from '../model';
import type { RunTarget } from '../model/lab-protocol';
import type { Prose } from './prose-types';

/** One tutorial, read and found to make sense. Plain data: it crosses to the view. */
export interface Tutorial {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  /** One sentence on what the learner can do or explain afterwards. */
  readonly teaches: string;
  /** Ids of tutorials that come before. */
  readonly needs: readonly string[];
  readonly scenario: string;
  readonly setup: Setup;
  readonly opening: Prose;
  readonly steps: readonly Step[];
  readonly closing: Prose;
  /** Explanations of its own terms, by term in lower case. */
  readonly glossary: Readonly<Record<string, string>>;
}

export interface Step {
  /** In kebab-case; unique within the tutorial, for links and progress. */
  readonly id: string;
  readonly title: string;
  /** Of its heading, from 1. */
  readonly line: number;
  /** Numbers of claims. */
  readonly teaches: readonly number[];
  readonly prose: Prose;
  /** Read once the step has come true, as it says what came of it. */
  readonly after: Prose;
  readonly prediction: Prediction | null;
  readonly act: StepAct | null;
  readonly done: Condition;
  readonly hints: readonly Prose[];
}

export interface StepAct {
  /** On the button. */
  readonly label: string;
  readonly actions: readonly Action[];
}

/** One thing that the button of a step does. */
export type Action =
  /** `edited`: id of the edit without which the learner's copy of the server would not run. */
  | { readonly type: 'start'; readonly scenario: string; readonly setup: Setup; readonly edited?: string }
  /** The learner changes the server's program, by hand. @property edit id of what is to be changed */
  | { readonly type: 'editCode'; readonly edit: string }
  | { readonly type: 'play'; readonly target: RunTarget }
  | { readonly type: 'inject'; readonly fault: string; readonly values?: FaultValues; readonly frequency?: Frequency }
  | {
      readonly type: 'arm';
      readonly fault: string;
      readonly values?: FaultValues;
      readonly at: Occasion;
      readonly frequency?: Frequency;
    }
  | { readonly type: 'lift' }
  /** @property ms virtual milliseconds */
  | { readonly type: 'advance'; readonly ms: number }
  | { readonly type: 'destroySessions' }
  | { readonly type: 'expireSessions' }
  /** Members that the newest session gets. */
  | { readonly type: 'editSession'; readonly data: Readonly<Record<string, unknown>> }
  | { readonly type: 'credential'; readonly client: string; readonly value: string }
  /** What this client kept first in this run, whatever it keeps by now. */
  | { readonly type: 'firstCredential'; readonly client: string; readonly replace?: PartReplaced }
  | { readonly type: 'open'; readonly view: View; readonly at?: EventKind };

/** One part of a text is another one: of "a*b*c", part 2 by "*" is "b". */
export interface PartReplaced {
  /** From 1. */
  readonly part: number;
  /** What stands between two parts. */
  readonly of: string;
  readonly by: string;
}

/** What a step can show. */
export const VIEWS = ['store', 'panel', 'code', 'truth', 'token', 'comparison', 'charts'] as const;
/** `edit`: the learner's copy of the server, opened and then really changed. */
export type View = (typeof VIEWS)[number] | 'edit';

export interface Prediction {
  readonly question: string;
  readonly choices: readonly Choice[];
  /** Shown when the truth is known. */
  readonly why: Prose;
}

export interface Choice {
  readonly id: string;
  readonly says: string;
  /** Null: true when no other is. */
  readonly when: Condition | null;
}

/** What events of a run have to match. */
export interface Condition {
  /** `step`: only events since the step began, or since the `start` in it. */
  readonly since: 'step' | 'run';
  readonly ordered: boolean;
  readonly patterns: readonly Pattern[];
}

export interface Pattern {
  readonly kinds: readonly EventKind[];
  readonly actor?: string;
  /** Id of the act under way. */
  readonly act?: string;
  /** The exchange's request asks for a path that begins so. */
  readonly route?: string;
  readonly where: readonly Requirement[];
  /** At least so many. */
  readonly times: number;
  /** No such event at all. */
  readonly never: boolean;
}

export interface Requirement {
  /** Dotted, into the event's data. */
  readonly path: string;
  readonly test: Test;
}

export type Plain = string | number | boolean | null;

export type Test =
  | { readonly how: 'is' | 'not'; readonly value: Plain }
  | { readonly how: 'in'; readonly values: readonly Plain[] }
  | { readonly how: 'above' | 'below'; readonly value: number }
  | { readonly how: 'contains' | 'starts'; readonly value: string }
  | { readonly how: 'exists'; readonly value: boolean }
  /** Holds, and gives the value a name for the patterns after it. */
  | { readonly how: 'remember' | 'same' | 'differs'; readonly name: string };
