import type { JsonPart } from '../inspect';

/** What reading a part as JSON found: the problem, or the members and what readers disagree about. */
export function jsonActual(part: JsonPart): string {
  const problem = part.problems.find(({ layer }) => layer === 'json' || layer === 'shape');
  if (problem) return problem.message;
  const count = part.object ? Object.keys(part.object).length : 0;
  const members = `An object with ${count} ${count === 1 ? 'member' : 'members'}`;
  const note = part.notes[0];
  if (!note) return members;
  const more = part.notes.length > 1 ? ` (and ${part.notes.length - 1} more)` : '';
  return `${members}. Mind: ${note.message}${more}`;
}
