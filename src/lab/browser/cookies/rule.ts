import type { Check } from '../../../model/checks';

/** What a rule found when it looked at one subject. */
export interface Finding {
  readonly outcome: Check['outcome'];
  readonly expected?: string;
  readonly actual?: string;
  readonly fix?: string;
}

/** One rule of the draft: what it is called, where it is written, and how it judges. */
export interface Rule<Subject> {
  /** Stable id, kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly source: string;
  judge(subject: Subject): Finding;
}

/** The rule asks something of this subject, and it holds. */
export function passed(found: { expected: string; actual: string }): Finding {
  return { outcome: 'passed', ...found };
}

/** The rule asks nothing of this subject: `No Secure`. */
export function notAsked(actual: string): Finding {
  return { outcome: 'skipped', actual };
}

/** The rule is broken; every failure says what was wanted, what was found, and what to change. */
export function failed(found: { expected: string; actual: string; fix: string }): Finding {
  return { outcome: 'failed', ...found };
}

/**
 * Applies rules in order up to the first failure, as an algorithm that aborts there; later ones are listed as
 * not reached.
 */
export function judgeInOrder<Subject>(rules: readonly Rule<Subject>[], subject: Subject): Check[] {
  let aborted = false;
  return rules.map((rule) => {
    if (aborted) return check(rule, notAsked('Not reached'));
    const finding = rule.judge(subject);
    aborted = finding.outcome === 'failed';
    return check(rule, finding);
  });
}

/** Applies every rule, as a list of conditions that must all hold. */
export function judgeAll<Subject>(rules: readonly Rule<Subject>[], subject: Subject): Check[] {
  return rules.map((rule) => check(rule, rule.judge(subject)));
}

function check<Subject>(rule: Rule<Subject>, finding: Finding): Check {
  const { outcome, ...words } = finding;
  return { id: rule.id, title: rule.title, outcome, ...words, source: rule.source };
}
