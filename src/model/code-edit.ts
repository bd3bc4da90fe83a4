/** A change to a teaching server that a tutorial may ask for, by name: a tutorial itself carries no code. */
export interface CodeEdit {
  readonly id: string;
  /** Which server. */
  readonly app: string;
  /** Imperative, as on a button: "Take the new id away". */
  readonly title: string;
  /** Stands exactly once in the program. */
  readonly from: string;
  readonly to: string;
}

/** @returns the text with the edit made, or null where there is nothing to make it at */
export function withEdit(text: string, { from, to }: CodeEdit): string | null {
  const at = text.indexOf(from);
  return at === -1 ? null : text.slice(0, at) + to + text.slice(at + from.length);
}
