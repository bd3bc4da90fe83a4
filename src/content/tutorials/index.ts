/**
 * The course: every tutorial by its id, in the order in which they build on each other. Each is a Markdown file of that
 * name beside this one; FORMAT.md says how it is written.
 */
export const tutorialIds = [
  'what-is-state',
  'stateful-login',
  'stateless-login',
  'browser-keeps-sends',
  'refresh-rotation-restart-crash',
  'one-server-then-three',
  'logging-out',
  'roles-that-change',
  'reading-a-token',
  'why-rejected',
  'stolen',
  'keys',
  'refresh-twice',
  'the-size-of-things',
  'expiry',
  'encrypted-cookies',
  'which-should-i-use',
] as const;

export type TutorialId = (typeof tutorialIds)[number];

/**
 * Tutorials of the course in other languages, each a file of its own ("stateful-login.de.md") with the same steps, acts
 * and patterns; whatever is not here is in English.
 */
export const translated: Readonly<Record<string, readonly TutorialId[]>> = {
  de: tutorialIds,
};

/** Where the files are, inside the extension. */
export const TUTORIALS_FOLDER = 'src/content/tutorials';

export { claims, type NumberedClaim } from './claims';
