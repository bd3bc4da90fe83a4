/** Tutorials as data: read, checked, matched with what happened. Pure: no editor, no process, no DOM. */
export { playTutorial, type StepReport, type TutorialReport } from './auto';
export { coverage, untaught, type CoveredClaim } from './coverage';
export type { Diagnostic } from './diagnostics';
export { readGlossary, type Glossary } from './glossary';
export { match } from './match';
export { truthOf } from './outcome';
export { parseTutorial, type ParsedTutorial } from './parse';
export { actionsBefore, onlyShows, perform, type Hands } from './perform';
export { plainText } from './prose';
export type { Block, Inline, Prose, Span } from './prose-types';
export type * from './types';
export { conditionWords, patternWords, viewWords } from './words';
export { cutExcerpt, excerptsOf } from './excerpts';
export {
  acted,
  acting,
  astray,
  began,
  enter,
  expectedRun,
  hint,
  observe,
  opened,
  predict,
  viewsLacking,
  type Astray,
  type ObservedRun,
  type Stand,
} from './machine';
export {
  isProgress,
  NO_PROGRESS,
  progressOf,
  readProgress,
  withoutProgress,
  withProgress,
  type Progress,
  type TutorialProgress,
} from './progress';
