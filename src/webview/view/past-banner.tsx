import type { JSX } from 'preact';
import { useDesk } from './context';
import { Icon } from './icons';
import { t } from '../host/words';

/** Says that time has been turned back in the picture, and in the picture alone. */
export function PastBanner(): JSX.Element | null {
  const { panel, steering } = useDesk();
  if (!panel.inThePast.value) return null;
  const at = panel.position.value + 1;
  const later = panel.stops.value.length - at;
  return (
    <div class="past" data-testid="past" role="status">
      <Icon name="clock" />
      <p>
        <strong>{t('You are looking at the past:')}</strong> {t('message {0} of {1}.', at, panel.stops.value.length)}{' '}
        <span class="past-more">
          {later === 1
            ? t('The server is one message further on.')
            : t('The server is {0} messages further on.', later)}
        </span>
      </p>
      <button type="button" class="button" data-testid="now" onClick={() => steering.last()}>
        {t('Back to Now')}
      </button>
    </div>
  );
}
