import { faultCards } from '../../content/fault-cards';
import { scenarioCards } from '../../content/scenarios';
import { EVENT_KINDS } from '../../model';

/** What can be run and what can go wrong in it. */
export function listText(format: 'text' | 'json'): string {
  if (format === 'json') {
    const events = Object.entries(EVENT_KINDS).map(([kind, { means, quiet }]) => ({ kind, means, quiet }));
    return `${JSON.stringify({ scenarios: scenarioCards, faults: faultCards, events }, null, 2)}\n`;
  }
  const lines = ['Scenarios'];
  for (const { id, title, teaches } of scenarioCards)
    lines.push(`  ${id.padEnd(12)} ${title}`, `  ${' '.repeat(12)} ${teaches}`);
  lines.push('', 'Failures');
  for (const { id, title, teaches } of faultCards)
    lines.push(`  ${id.padEnd(12)} ${title}`, `  ${' '.repeat(12)} ${teaches}`);
  lines.push('', 'Kinds of event, for --inject and --until', `  ${Object.keys(EVENT_KINDS).join(', ')}`, '');
  return lines.join('\n');
}
