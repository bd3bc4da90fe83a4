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
        {/* The marks move by what the picture shows of itself, not each by itself. */}
        <svg
          class="marks"
          viewBox={`0 0 ${String(Math.max(last, 1))} 24`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <Marks />
        </svg>
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

/** One path for all marks of a kind: a long run has hundreds. */
function Marks(): JSX.Element {
  const { panel } = useDesk();
  const found = useComputed(() => {
    const events = panel.events.value;
    let sections = '';
    let failures = '';
    for (const [index, { item, opens }] of panel.stops.value.entries()) {
      const failure = item.type === 'note' && events[indexOfSeq(events, item.seq)]?.kind === 'fault.fired';
      if (failure) failures += `M${String(index)} 4v16`;
      else if (opens) sections += `M${String(index)} 7v10`;
    }
    return { sections, failures };
  });
  // Paths that read the same are the same: most steps add no mark.
  const sections = useComputed(() => found.value.sections);
  const failures = useComputed(() => found.value.failures);
  return (
    <>
      <path class="mark" data-kind="section" d={sections.value} />
      <path class="mark" data-kind="failure" d={failures.value} />
    </>
  );
}
