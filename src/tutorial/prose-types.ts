/** Text as data: nothing in it is ever markup, so nothing in it can become active. */
export type Prose = readonly Block[];

export type Block =
  | { readonly type: 'paragraph'; readonly text: Inline }
  | { readonly type: 'heading'; readonly text: Inline }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly Inline[] }
  | { readonly type: 'quote'; readonly text: Inline }
  | { readonly type: 'table'; readonly head: readonly Inline[]; readonly rows: readonly (readonly Inline[])[] }
  /** Code to read; `of` says whose it is, such as "Laravel". */
  | { readonly type: 'listing'; readonly language: string; readonly of: string; readonly text: string }
  /** Questions, and what follows from the answers. */
  | { readonly type: 'advice'; readonly questions: readonly Question[]; readonly advice: readonly Advice[] }
  /** A piece of the teaching server's own code. */
  | {
      readonly type: 'excerpt';
      readonly file: string;
      /** A piece of its first line. */
      readonly from: string;
      readonly lines: number;
      readonly says: string;
      /** Where it stands in the tutorial, from 1. */
      readonly line: number;
    };

export type Inline = readonly Span[];

/** What a text names that has to be there. */
export interface Mention {
  readonly what: 'term' | 'step';
  /** A term, or `tutorial/step`. */
  readonly name: string;
}

export type Span =
  | { readonly type: 'text' | 'code'; readonly text: string }
  | { readonly type: 'strong' | 'emphasis'; readonly inside: Inline }
  /** Only https. */
  | { readonly type: 'link'; readonly to: string; readonly inside: Inline }
  /** Another step of the course; `step` is empty for a tutorial as a whole. */
  | { readonly type: 'step'; readonly tutorial: string; readonly step: string; readonly inside: Inline }
  | { readonly type: 'term'; readonly term: string; readonly text: string };

export interface Question {
  readonly id: string;
  readonly asks: string;
  /** Two or more. */
  readonly answers: readonly { readonly id: string; readonly says: string }[];
}

/** A recommendation: the first one that fits the answers is given. */
export interface Advice {
  /** Answers by question; a question that is not named does not matter. */
  readonly when: Readonly<Record<string, readonly string[]>>;
  readonly take: Inline;
  readonly because: readonly Inline[];
}
