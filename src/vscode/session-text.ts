import { inEnglish, type Say } from '../projections/phrasebook';
import type { SessionRow } from '../projections/sessions';

/** What the tree says of one session: its line, and the lines below it. */
export interface SessionText {
  readonly label: string;
  readonly description: string;
  readonly spoken: string;
  readonly details: readonly { readonly label: string; readonly value: string }[];
}

/** The words for one row of the session store. Times are the run's own: they stand while a gate is held. */
export function sessionText(row: SessionRow, say: Say = inEnglish): SessionText {
  const user = row.user ?? say('nobody logged in');
  const end = row.corrupted ? say('spoiled') : expiry(row.remaining, say);
  return {
    label: row.shortSid,
    description: `${user}, ${end}`,
    spoken: say('Session {0}, {1}, {2}', row.shortSid, user, end),
    details: [
      { label: say('Id'), value: row.sid },
      { label: say('User'), value: row.user ?? say('none') },
      ...Object.entries(row.data).map(([key, value]) => ({ label: `data.${key}`, value: JSON.stringify(value) })),
      { label: say('Size'), value: say('{0} bytes', row.bytes) },
      {
        label: say('Expires'),
        value: row.expires === null ? say('never') : `${new Date(row.expires).toISOString()}, ${end}`,
      },
    ],
  };
}

/** "29:58 left", "1:02:03 left", "expired 0:05 ago", "never expires". */
function expiry(remaining: number | null, say: Say): string {
  if (remaining === null) return say('never expires');
  return remaining > 0 ? say('{0} left', countdown(remaining)) : say('expired {0} ago', countdown(-remaining));
}

function countdown(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
