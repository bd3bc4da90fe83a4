import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { indexOfSeq } from '../panel/prefix';
import { useDesk } from './context';
import { t } from '../host/words';

/** All that has happened on one line: failures and the beginnings of sections are marked. */
export function Scrubber(): JSX.Element {
  const { panel, steering } = useDesk();
  const stops = panel.stops.value;
  const last = Math.max(stops.length - 1, 0);
  const at = Math.max(panel.position.value, 0);
  const words = stops.length === 0 ? t('nothing yet') : t('{0} of {1}', at + 1, stops.length);
  const label = stops[at]?.item.label;
  return (
    <div class="scrubber" data-past={panel.inThePast.value ? '' : undefined}>
      <div class="track">
        {/* The marks move by one number of their parent, not each by itself. */}
        <div class="marks" aria-hidden="true" style={{ '--last': String(Math.max(last, 1)) }}>
          <Marks />
        </div>
        <input
          type="range"
          min={0}
          max={last}
          step={1}
          value={at}
          disabled={stops.length < 2}
          data-testid="scrubber"
          aria-label={t('Time')}
          aria-valuetext={label === undefined ? words : `${words}: ${label}`}
          onInput={({ currentTarget }) => steering.moveTo(Number(currentTarget.value))}
        />
      </div>
      <output class="position">{stops.length === 0 ? '0 / 0' : `${String(at + 1)} / ${String(stops.length)}`}</output>
    </div>
  );
}

interface Mark {
  readonly index: number;
  readonly kind: 'section' | 'failure';
}

function Marks(): JSX.Element {
  const { panel } = useDesk();
  // A list that reads the same is the same: most steps add no mark.
  const written = useComputed(() => {
    const events = panel.events.value;
    const marks: Mark[] = [];
    for (const [index, { item, opens }] of panel.stops.value.entries()) {
      const failure = item.type === 'note' && events[indexOfSeq(events, item.seq)]?.kind === 'fault.fired';
      if (failure || opens) marks.push({ index, kind: failure ? 'failure' : 'section' });
    }
    return JSON.stringify(marks);
  });
  const marks = useComputed(() => JSON.parse(written.value) as Mark[]);
  return (
    <>
      {marks.value.map(({ index, kind }) => (
        <span
          key={index}
          class="mark"
          data-kind={kind}
          style={{ left: `calc(100% * ${String(index)} / var(--last))` }}
        />
      ))}
    </>
  );
}
