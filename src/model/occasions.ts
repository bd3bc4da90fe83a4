import type { EventKind } from './events';
import { EVENT_KINDS } from './kinds';

/** A heading in the list of moments at which a failure can be made to strike. */
export interface OccasionGroup {
  readonly title: string;
  readonly occasions: readonly { readonly kind: EventKind; readonly means: string }[];
}

/** Which heading a kind stands under, by the word before its dot. A run's own bookkeeping is no occasion. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'Requests and responses': ['request', 'response', 'route', 'network'],
  'Session store': ['store'],
  'Cookies and sessions': ['cookie', 'session'],
  Tokens: ['token', 'refresh', 'key'],
  'Users and roles': ['password', 'user', 'account', 'role'],
  Servers: ['node'],
  'What a client keeps': ['storage', 'credential'],
  'The demo': ['act'],
};

/** Every kind of event at which a failure can wait to strike, for a menu. */
export function occasionGroups(): readonly OccasionGroup[] {
  const kinds = Object.keys(EVENT_KINDS) as EventKind[];
  return Object.entries(GROUPS).map(([title, words]) => ({
    title,
    occasions: kinds
      .filter((kind) => words.includes(kind.split('.')[0] ?? ''))
      .map((kind) => ({ kind, means: EVENT_KINDS[kind].means })),
  }));
}
