import type { Scenario, Setup } from '../../model';

export const COLUMN_IDS = [
  'memory',
  'sqlite',
  'redis',
  'encrypted-cookie',
  'jwt',
  'jwt-denylist',
  'jwt-version',
  'access-refresh',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

/** A way to know who is logged in. */
export interface TruthColumn {
  readonly id: ColumnId;
  /** As the head of a column. */
  readonly title: string;
  readonly setup: Setup;
}

/**
 * What a user finds after the incident. `in`: the page, as themselves. `out`: asked to log in. `error`: no answer, or
 * one that blames the server. `wrong-role`: the page, with a role that is no longer theirs.
 */
export type Verdict = 'in' | 'out' | 'error' | 'wrong-role';

/** What a run has shown. */
export interface Outcome {
  readonly verdict: Verdict;
  /** One sentence on what it is read from. */
  readonly why: string;
}

/** What is commonly written about this incident, as a table would have it. */
export interface Claim {
  readonly columns: readonly ColumnId[];
  readonly says: Verdict;
  /** Why a run shows something else; null where it shows the same. */
  readonly correction: string | null;
}

/** One thing that happens to a user who is logged in. */
export interface TruthRow {
  /** In kebab-case; the scenario's id is "truth-" and this. */
  readonly id: string;
  /** Its title is the head of the row. */
  readonly scenario: Scenario;
  /** What the run needs besides the column's setup. */
  readonly setup: Setup;
  /** Why this cannot happen in a column, one sentence each; columns that are left out are measured. */
  readonly cannot: Readonly<Partial<Record<ColumnId, string>>>;
  readonly claims: readonly Claim[];
}
