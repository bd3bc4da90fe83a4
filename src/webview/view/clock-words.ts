import { t } from '../host/words';

const DAYS = [t('Sun'), t('Mon'), t('Tue'), t('Wed'), t('Thu'), t('Fri'), t('Sat')];

/** "Mon 09:00:12", in UTC, as every clock of a run. @param at virtual ms since the Unix epoch */
export function clockWords(at: number): string {
  const date = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${DAYS[date.getUTCDay()] ?? ''} ${time}`;
}
