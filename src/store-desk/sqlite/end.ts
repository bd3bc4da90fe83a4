import type { EndUnit } from './layout';

/** From here on a number counts milliseconds: as seconds it would be a date after the year 5000. */
const MILLISECONDS_FROM = 100_000_000_000;

/**
 * The end of a row as libraries write it: milliseconds, seconds, or a text such as "2026-01-05T09:00:00.000Z" or
 * "2026-01-05 09:00:00" (which SQLite takes for UTC).
 * @returns ms since the Unix epoch, or null for none or one that makes no sense
 */
export function readEnd(value: unknown): number | null {
  if (typeof value === 'bigint') return readEnd(Number(value));
  if (typeof value === 'number')
    return Number.isFinite(value) ? (value >= MILLISECONDS_FROM ? value : value * 1000) : null;
  if (typeof value !== 'string' || value === '') return null;
  if (/^\d+(\.\d+)?$/.test(value)) return readEnd(Number(value));
  const time = Date.parse(
    /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d(\.\d+)?)?$/.test(value) ? `${value.replace(' ', 'T')}Z` : value,
  );
  return Number.isNaN(time) ? null : time;
}

/**
 * Writes an end as the row had it before.
 * @param ms since the Unix epoch
 * @param before what stands there
 * @param unit what to do where nothing stands there
 */
export function writeEnd(ms: number, before: unknown, unit: EndUnit): number | string {
  if (typeof before === 'string') {
    const iso = new Date(ms).toISOString();
    if (/^\d+$/.test(before)) return String(readEnd(before) === Number(before) ? ms : Math.floor(ms / 1000));
    return before.includes('T') ? iso : iso.slice(0, 19).replace('T', ' ');
  }
  if (typeof before === 'number' || typeof before === 'bigint') {
    return Number(before) >= MILLISECONDS_FROM ? ms : Math.floor(ms / 1000);
  }
  return unit === 'iso' ? new Date(ms).toISOString() : unit === 's' ? Math.floor(ms / 1000) : ms;
}
