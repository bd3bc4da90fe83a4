import { claims } from '../../content/tutorials';
import { EVENT_KINDS, type TraceEvent } from '../../model';
import { untaught, type CoveredClaim, type Diagnostic, type Tutorial, type TutorialReport } from '../../tutorial';

type Format = 'text' | 'json';

/** As compilers write it, so that editors find the place. */
export function diagnosticText(file: string, { line, column, severity, message, fix }: Diagnostic): string {
  return `${file}:${line}:${column}: ${severity}: ${message}${fix === undefined ? '' : ` [${fix}]`}`;
}

export function listText(tutorials: readonly Tutorial[], format: Format): string {
  if (format === 'json') {
    return json(
      tutorials.map(({ id, title, minutes, teaches, needs, steps }) => ({
        id,
        title,
        minutes,
        teaches,
        needs,
        steps: steps.map((step) => ({ id: step.id, title: step.title, teaches: step.teaches })),
      })),
    );
  }
  const width = Math.max(0, ...tutorials.map(({ id }) => id.length));
  return lines(
    tutorials.flatMap(({ id, title, minutes, teaches, steps }) => [
      `${id.padEnd(width)}  ${title} (${steps.length} steps, ${minutes} minutes)`,
      `${' '.repeat(width)}  ${teaches}`,
    ]),
  );
}

export function coverageText(covered: readonly CoveredClaim[], format: Format): string {
  if (format === 'json') return json(covered);
  const untaughtNumbers = untaught(covered).map(({ number }) => number);
  const width = Math.max(...covered.map(({ claim }) => claim.length));
  return lines([
    ...covered.map(({ number, claim, missing, taughtBy }) => {
      const steps =
        taughtBy.length > 0 ? taughtBy.join(', ') : missing === null ? 'taught nowhere' : `missing: ${missing}`;
      return `${String(number).padStart(2)}  ${claim.padEnd(width)}  ${steps}`;
    }),
    '',
    untaughtNumbers.length === 0
      ? `Every claim that the lab can run is taught (${claims.filter(({ missing }) => missing === null).length} of ${claims.length}).`
      : `Claims that the lab can run and no step teaches: ${untaughtNumbers.join(', ')}.`,
  ]);
}

export function reportText(reports: readonly TutorialReport[], format: Format, single: boolean): string {
  if (format === 'json') return json(single ? reports[0] : reports);
  return lines(reports.flatMap((report) => [...oneReport(report), '']).slice(0, -1));
}

function oneReport({ tutorial, title, outcome, steps }: TutorialReport): string[] {
  return [
    `${title} (${tutorial}): ${outcome}`,
    ...steps.flatMap(({ title: heading, outcome: ended, prediction, events, notes }, index) => [
      `  ${index + 1}. ${heading}: ${ended}`,
      ...(prediction ? [`     ${prediction.question} ${prediction.says ?? '(no choice came true)'}.`] : []),
      `     ${eventsText(events)}`,
      ...notes.map((note) => `     Note: ${note}`),
    ]),
  ];
}

function eventsText(events: readonly TraceEvent[]): string {
  const loud = events.filter(({ kind }) => !EVENT_KINDS[kind].quiet).map(({ kind }) => kind);
  return loud.length === 0 ? 'Nothing new happened.' : `${events.length} events: ${loud.join(', ')}`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
