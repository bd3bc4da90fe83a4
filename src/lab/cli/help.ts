import { EVENT_KINDS } from '../../model';

/** What `help` prints. */
export function helpText(): string {
  const kinds = Object.entries(EVENT_KINDS).map(([kind, { means }]) => `  ${kind.padEnd(20)} ${means}`);
  return [
    'Auth Lab without an editor: real servers, a simulated browser, and what truly happened.',
    '',
    '  list [--format text|json]            the scenarios, the failures and the kinds of event',
    '  run <scenario> [options]             plays a scenario and tells it',
    '',
    'Options of run:',
    '  --inject <failure>@<kind>[#n]        lets a failure strike at the n-th event of a kind; may be repeated',
    '  --until <kind>[#n]                   ends the run after that event',
    '  --seed <word>                        ids and keys are made from it; the same seed gives the same run',
    '  --store memory|sqlite|redis|cookie   where the sessions of the stateful server live',
    '  --format text|json|mermaid           an account to read, the trace, or a diagram',
    '',
    'Kinds of event:',
    ...kinds,
    '',
  ].join('\n');
}
