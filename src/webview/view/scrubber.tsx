import type { JSX } from 'preact';
import { indexOfSeq } from '../panel/prefix';
import { useDesk } from './context';

/** All that has happened on one line: failures and the beginnings of sections are marked. */
export function Scrubber(): JSX.Element {
  const { panel, steering } = useDesk();
  const stops = panel.stops.value;
  const events = panel.events.value;
  const last = Math.max(stops.length - 1, 0);
  const at = Math.max(panel.position.value, 0);
  const words = stops.length === 0 ? 'nothing yet' : `${String(at + 1)} of ${String(stops.length)}`;
  const label = stops[at]?.item.label;
  return (
    <div class="scrubber" data-past={panel.inThePast.value ? '' : undefined}>
      <div class="track">
        <div class="marks" aria-hidden="true">
          {stops.map(({ item, opens }, index) => {
            const failure = item.type === 'note' && events[indexOfSeq(events, item.seq)]?.kind === 'fault.fired';
            if (!opens && !failure) return null;
            return (
              <span
                key={item.seq}
                class="mark"
                data-kind={failure ? 'failure' : 'section'}
                style={{ left: `${String((100 * index) / Math.max(last, 1))}%` }}
              />
            );
          })}
        </div>
        <input
          type="range"
          min={0}
          max={last}
          step={1}
          value={at}
          disabled={stops.length < 2}
          data-testid="scrubber"
          aria-label="Time"
          aria-valuetext={label === undefined ? words : `${words}: ${label}`}
          onInput={({ currentTarget }) => steering.moveTo(Number(currentTarget.value))}
        />
      </div>
      <output class="position">{stops.length === 0 ? '0 / 0' : `${String(at + 1)} / ${String(stops.length)}`}</output>
    </div>
  );
}
