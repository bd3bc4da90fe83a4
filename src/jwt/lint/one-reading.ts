import type { JsonPart } from '../inspect';
import type { JsonNote } from '../json';
import type { LintRule } from './finding';
import { inPart } from './places';

/** What one reader checks must be what the next one uses. */
export const oneReading: LintRule = {
  id: 'JW17',
  title: 'Every reader reads the same values',
  severity: 'warning',
  source: 'RFC 7519 §4',
  find({ headerPart, payloadPart }) {
    return [...notesOf('header', headerPart), ...(payloadPart ? notesOf('payload', payloadPart) : [])];
  },
};

function notesOf(place: 'header' | 'payload', part: JsonPart) {
  return part.notes.map((note) => ({
    severity: 'warning' as const,
    message: note.message,
    source: sourceOf(note, place),
    position: { ...inPart(place, part, note.offset, note.length), pointer: note.pointer },
    fix: { kind: 'advice' as const, title: adviceFor(note) },
  }));
}

function sourceOf({ cause }: JsonNote, place: 'header' | 'payload'): string {
  if (cause === 'duplicate-member') return place === 'header' ? 'RFC 7515 §4' : 'RFC 7519 §4';
  return cause === 'lone-surrogate' ? 'RFC 8259 §8.2' : 'RFC 8259 §6';
}

function adviceFor({ cause }: JsonNote): string {
  if (cause === 'duplicate-member') return 'Write every member once.';
  return cause === 'lone-surrogate' ? 'Write whole characters.' : 'Write large numbers as strings.';
}
