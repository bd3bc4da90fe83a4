import type { RunState } from '../model';
import { shortTitle, stepsTaken, type Run } from './run';

const PHASES: Readonly<Record<RunState['phase'], { icon: string; words: string }>> = {
  starting: { icon: 'loading~spin', words: 'starting' },
  held: { icon: 'debug-pause', words: 'paused' },
  running: { icon: 'play', words: 'playing' },
  ended: { icon: 'check', words: 'ended' },
  failed: { icon: 'error', words: 'broke off' },
};

/** What the status bar says about a run: with icons for the eye, and as a sentence for a screen reader. */
export function statusText(run: Run): { readonly text: string; readonly spoken: string } {
  const { icon, words } = PHASES[run.state.phase];
  const steps = stepsTaken(run.trace);
  return {
    text: `$(${icon}) ${shortTitle(run.card)}: ${words}, step ${steps}`,
    spoken: `Auth Lab demo ${shortTitle(run.card)}, ${words}, step ${steps}`,
  };
}
