/** What a question came to: an answer, a step back, or nothing because the learner left. */
export type Outcome<S> =
  { readonly type: 'next'; readonly state: S } | { readonly type: 'back' } | { readonly type: 'left' };

/** Asks one thing and takes the answer into the state. `first` is true where there is nothing to go back to. */
export type Question<S> = (state: S, first: boolean) => Promise<Outcome<S>>;

/**
 * Asks one question after the other, each by what was answered before; Back takes the last answer back.
 * @param next the question that comes in a state, or null when nothing is left to ask
 * @returns the last state, or null when the learner left
 */
export async function walk<S>(start: S, next: (state: S) => Question<S> | null): Promise<S | null> {
  const states = [start];
  for (;;) {
    const state = states.at(-1) as S;
    const question = next(state);
    if (!question) return state;
    const outcome = await question(state, states.length === 1);
    if (outcome.type === 'left') return null;
    if (outcome.type === 'next') states.push(outcome.state);
    else if (states.length > 1) states.pop();
  }
}
