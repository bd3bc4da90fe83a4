import type { StoreRecord } from '../../model/store-records';
import { figures, t } from '../host/words';

/** "29:58", "1:02:03", "12 days": how long until a row ends. "over": it has ended and is still there. */
export function timeLeft({ end }: Pick<StoreRecord, 'end'>, now: number): string {
  if (end === null) return t('no end');
  const ms = end - now;
  if (ms <= 0) return t('over');
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86_400);
  if (days >= 2) return t('{0} days', figure(days));
  const two = (n: number): string => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** It has ended and is still there. */
export function isOver({ end }: Pick<StoreRecord, 'end'>, now: number): boolean {
  return end !== null && end <= now;
}

/** "2026-01-05 09:30:00 UTC". @param ms since the Unix epoch */
export function moment(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** "812 B", "3.4 kB", "1.2 MB". */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${figures.fixed(bytes / 1000, 1)} kB` : `${figures.fixed(bytes / 1_000_000, 1)} MB`;
}

/** "1,000,000". */
export function figure(n: number): string {
  return figures.written(n);
}

/** "1 session", "2,000 sessions". */
export function sessions(n: number): string {
  return n === 1 ? t('1 session') : t('{0} sessions', figure(n));
}
