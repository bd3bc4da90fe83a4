import type { Check, SourceLine } from '../../model';

/** Everything there is to say about one message or note, as data for a panel. Plain text, never markup. */
export interface Inspection {
  readonly seq: number;
  /** The label in the diagram. */
  readonly title: string;
  readonly sentence: string;
  /** The line of teaching code that ran, or null when none did. */
  readonly source: SourceLine | null;
  /** The event itself and those that are evidence for the same message, in order. */
  readonly events: readonly number[];
  readonly groups: readonly Group[];
}

/** A titled part of the panel. `id` is stable, so that what is open stays open while the selection moves. */
export interface Group {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block = RowsBlock | CodeBlock | ChecksBlock;

export interface RowsBlock {
  readonly type: 'rows';
  readonly rows: readonly Row[];
}

export interface Row {
  readonly name: string;
  readonly value: string;
  /** What it does, in a few words. */
  readonly about?: string;
  /** Where that is written: "RFC 6265bis §5.6.5". */
  readonly source?: string;
  /** The value alone lets its bearer in: show it apart. */
  readonly credential?: boolean;
}

/** Text to show as it is, in pieces; joined they are the whole, for copying. */
export interface CodeBlock {
  readonly type: 'code';
  readonly language: 'http' | 'json' | 'token' | 'text';
  readonly pieces: readonly Piece[];
}

export interface Piece {
  readonly text: string;
  /** `credential` lets its bearer in; the last three are the parts of a token. */
  readonly mark: 'plain' | 'credential' | 'header' | 'claims' | 'signature';
}

/** The checks behind a verdict, in the order in which they were made. */
export interface ChecksBlock {
  readonly type: 'checks';
  readonly accepted: boolean;
  readonly checks: readonly Check[];
  /** What the checks looked at. */
  readonly input?: Row;
  /** The smallest change that would turn the verdict. */
  readonly turn?: string;
}
