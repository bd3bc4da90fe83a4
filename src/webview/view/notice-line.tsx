import type { JSX } from 'preact';
import { useDesk } from './context';
import { t, told } from '../host/words';

/** What the host has to say: a sentence, and for a lab that broke the two ways out. */
export function NoticeLine(): JSX.Element | null {
  const { panel, steering } = useDesk();
  const failed = panel.phase === 'failed';
  const notice =
    panel.notice.value ??
    (failed ? { tone: 'error' as const, message: t('The lab stopped. The log says why.') } : null);
  if (!notice) return null;
  return (
    <div
      class="notice"
      data-tone={notice.tone}
      role={notice.tone === 'error' ? 'alert' : 'status'}
      data-testid="notice"
    >
      <p dir="auto">{told(notice.message)}</p>
      {notice.tone === 'error' && (
        <button type="button" class="button secondary" data-testid="show-log" onClick={() => steering.showLog()}>
          {t('Show Log')}
        </button>
      )}
      {failed && (
        <button type="button" class="button" data-testid="notice-restart" onClick={() => steering.restart()}>
          {t('Restart')}
        </button>
      )}
    </div>
  );
}
