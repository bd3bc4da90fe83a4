import type { RunState } from '../model';
import { stepsTaken, type Run } from './run';
import { shortName, t } from './words';

const PHASES: Readonly<Record<RunState['phase'], { icon: string; words: string }>> = {
  starting: { icon: 'loading~spin', words: t('starting') },
  held: { icon: 'debug-pause', words: t('paused') },
  running: { icon: 'play', words: t('playing') },
  ended: { icon: 'check', words: t('ended') },
  failed: { icon: 'error', words: t('broke off') },
};

/** What the status bar says about a run: with icons for the eye, and as a sentence for a screen reader. */
export function statusText(run: Run): { readonly text: string; readonly spoken: string } {
  const { icon, words } = PHASES[run.state.phase];
  const steps = stepsTaken(run.trace);
  return {
    text: `$(${icon}) ${t('{0}: {1}, step {2}', shortName(run.card), words, steps)}`,
    spoken: t('Auth Lab demo {0}, {1}, step {2}', shortName(run.card), words, steps),
  };
}
