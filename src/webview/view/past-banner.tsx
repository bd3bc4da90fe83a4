import type { JSX } from 'preact';
import { useDesk } from './context';
import { Icon } from './icons';

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
        <strong>You are looking at the past:</strong> message {at} of {panel.stops.value.length}.{' '}
        <span class="past-more">
          The server is {later === 1 ? 'one message' : `${String(later)} messages`} further on.
        </span>
      </p>
      <button type="button" class="button" data-testid="now" onClick={() => steering.last()}>
        Back to Now
      </button>
    </div>
  );
}
