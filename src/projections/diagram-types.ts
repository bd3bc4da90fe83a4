import type { Actor, ActorId } from '../model';

/** What a sequence diagram shows; independent of who draws it. Labels are plain text, never markup. */
export interface Diagram {
  readonly actors: readonly Actor[];
  readonly sections: readonly Section[];
}

/** One act of the user, or whatever happened before the first. */
export interface Section {
  /** `seq` of the event that opens it; stable while the section grows. */
  readonly id: number;
  readonly title: string;
  readonly items: readonly Item[];
}

export type Tone = 'plain' | 'good' | 'bad' | 'warn';

export type Item = Message | Note;

export interface Message {
  readonly type: 'message';
  /** The event that drew it: its identity for selection, cursor and focus. */
  readonly seq: number;
  /** Further events that belong to the same message, such as `request.received`. */
  readonly evidence: readonly number[];
  readonly from: ActorId;
  /** Equal to `from` for something an actor does by itself. */
  readonly to: ActorId;
  readonly label: string;
  /** `request` and `ask` are solid, `response` and `answer` dashed, `copy` is a credential changing hands. */
  readonly shape: 'request' | 'response' | 'ask' | 'answer' | 'self' | 'copy';
  readonly tone: Tone;
  /** It never arrived. */
  readonly lost: boolean;
  readonly exchange?: string;
  /** Lane that becomes active (its bar begins) or stops being active with this message. */
  readonly activates?: ActorId;
  readonly deactivates?: ActorId;
}

/** Something that happened to an actor rather than between actors: a crash, a start, the clock. */
export interface Note {
  readonly type: 'note';
  readonly seq: number;
  readonly over: readonly ActorId[];
  readonly label: string;
  readonly tone: Tone;
  /** It stands for these items, which are folded away; its own `seq` is that of the first. */
  readonly hides?: readonly number[];
}
