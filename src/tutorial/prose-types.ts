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

export type Span =
  | { readonly type: 'text' | 'code'; readonly text: string }
  | { readonly type: 'strong' | 'emphasis'; readonly inside: Inline }
  /** Only https. */
  | { readonly type: 'link'; readonly to: string; readonly inside: Inline }
  | { readonly type: 'term'; readonly term: string; readonly text: string };
