import type { Act, ActorId, Scenario, Stage } from '../../model';
import { ask, logIn } from '../scenarios/page';
import { QUESTION } from './verdict';

/** The acts that the rows have in common. */

export const loggedIn: Act = {
  id: 'login',
  title: 'Log in',
  by: 'browser',
  play: async (stage) => void (await logIn(stage, 'browser', 'alice', 'wonderland')),
};

/** What happens between login and question. */
export function incident(title: string, play: (stage: Stage) => Promise<void>, by: ActorId = 'browser'): Act {
  return { id: 'incident', title, by, play };
}

/** The last request of a row: its answer is the verdict. */
export function question(title = 'Open the profile', by: ActorId = 'browser'): Act {
  return { id: QUESTION, title, by, play: async (stage) => void (await ask(stage, by, '/profile')) };
}

export function story(id: string, title: string, teaches: string, acts: readonly Act[]): Scenario {
  return { id: `truth-${id}`, title, teaches, flow: 'either', acts };
}
