import type { TutorialIntent } from '../../tutorial/view-protocol';

/** Says to the host what the learner wants. */
export type Post = (intent: TutorialIntent) => void;
