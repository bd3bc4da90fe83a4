/** A moment as a learner reads it, in UTC to the second: `2026-01-05 09:30:00 UTC`. Takes ms since the epoch. */
export function instant(ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return `${String(ms)} ms`;
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A name between quotation marks, cut short when it is long enough to hide the sentence around it. */
export function quoted(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`;
}
