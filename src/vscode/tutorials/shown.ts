import type { Astray, Prose } from '../../tutorial';
import type { FilledExcerpt, ShownTutorial } from '../../tutorial/view-protocol';
import { progressOf, type Progress } from '../../tutorial';
import type { Guide } from './guide';

/** Where a learner is who has left the way, and what the button that brings back says. */
const ASTRAY: Readonly<Record<Exclude<Astray, null>, { readonly sentence: string; readonly way: string }>> = {
  'no-run': { sentence: 'This step goes on with a demo that is not running now.', way: 'Play up to here' },
  'other-run': {
    sentence: 'Another demo was begun. It is not the one that this step is about.',
    way: 'Play up to here again',
  },
  'run-over': { sentence: 'The demo is over, and this step has not come true in it.', way: 'Play up to here again' },
  'run-failed': { sentence: 'The lab broke off, and the demo with it.', way: 'Play up to here again' },
  'did-not-happen': { sentence: '', way: 'Play up to here again' },
};

export interface Surroundings {
  readonly progress: Progress;
  readonly glossary: Readonly<Record<string, string>>;
  readonly excerpts: Readonly<Record<number, FilledExcerpt>>;
  readonly next: ShownTutorial['next'];
}

/** What is shown of a guide. */
export type ShownGuide = Pick<Guide, 'taking' | 'step' | 'isBusy' | 'astray'>;

/** What the view shows of a tutorial that is being taken; null when none is. */
export function shown(guide: ShownGuide, { progress, glossary, excerpts, next }: Surroundings): ShownTutorial | null {
  const { taking, step } = guide;
  if (!taking) return null;
  const { tutorial, preview, index, stand, lacking } = taking;
  const { done } = progressOf(progress, tutorial.id);
  const astray = guide.astray;
  const notes = stand.notes.join(' ');
  return {
    id: tutorial.id,
    title: tutorial.title,
    preview,
    steps: tutorial.steps.map(({ id, title }) => ({ id, title, done: !preview && done.includes(id) })),
    index,
    opening: index === 0 ? tutorial.opening : NONE,
    heading: step?.title ?? 'What to remember',
    prose: step?.prose ?? tutorial.closing,
    after: step && (stand.phase === 'done' || done.includes(step.id)) ? step.after : NONE,
    prediction: step?.prediction
      ? {
          question: step.prediction.question,
          choices: step.prediction.choices.map(({ id, says }) => ({ id, says })),
          predicted: stand.predicted,
          truth: stand.phase === 'done' ? stand.truth : null,
          why: stand.phase === 'done' ? step.prediction.why : NONE,
        }
      : null,
    act: step?.act?.label ?? null,
    phase: step ? (guide.isBusy ? 'acting' : stand.phase) : 'closing',
    hints: step?.hints.slice(0, stand.hints) ?? [],
    hintsLeft: (step?.hints.length ?? 0) - stand.hints,
    lacking,
    astray: astray && { sentence: notes === '' ? ASTRAY[astray].sentence : notes, way: ASTRAY[astray].way },
    glossary: { ...glossary, ...tutorial.glossary },
    excerpts,
    next,
  };
}

const NONE: Prose = [];
