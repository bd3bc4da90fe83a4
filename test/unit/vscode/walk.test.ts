import { describe, expect, it } from 'vitest';
import { walk, type Question } from '../../../src/vscode/walk';

type State = readonly string[];

/** Answers each question with the next of these: a word, or `<` for back, or `x` for leaving. */
function learner(...answers: string[]): { asked: string[]; ask: (name: string) => Question<State> } {
  const asked: string[] = [];
  return {
    asked,
    ask: (name) => (state, first) => {
      asked.push(first ? `${name}, first` : name);
      const answer = answers.shift();
      if (answer === undefined || answer === 'x') return Promise.resolve({ type: 'left' });
      return Promise.resolve(answer === '<' ? { type: 'back' } : { type: 'next', state: [...state, answer] });
    },
  };
}

const three = (ask: (name: string) => Question<State>) => (state: State) =>
  state.length < 3 ? ask(`question ${state.length + 1}`) : null;

describe('a walk through questions', () => {
  it('asks each in turn and gives what was answered', async () => {
    const { asked, ask } = learner('a', 'b', 'c');
    expect(await walk<State>([], three(ask))).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual(['question 1, first', 'question 2', 'question 3']);
  });

  it('takes the last answer back', async () => {
    const { asked, ask } = learner('a', 'b', '<', '<', 'A', 'B', 'C');
    expect(await walk<State>([], three(ask))).toEqual(['A', 'B', 'C']);
    expect(asked.slice(3, 5)).toEqual(['question 2', 'question 1, first']);
  });

  it('stays at the first question when there is nothing to take back', async () => {
    const { ask } = learner('<', 'a', 'b', 'c');
    expect(await walk<State>([], three(ask))).toEqual(['a', 'b', 'c']);
  });

  it('gives nothing when the learner leaves', async () => {
    expect(await walk<State>([], three(learner('a', 'x').ask))).toBeNull();
  });
});
