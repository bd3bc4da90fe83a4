import { memo } from 'preact/compat';
import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { estimateRows } from '../diagram/estimate';
import type { SectionView } from '../diagram/segments';
import { useDesk } from './context';
import { LanePiece } from './lane-piece';
import { SegmentView } from './segment-view';
import type { Sight } from './sight';

const BAND_HEIGHT = 42;

interface ActProps {
  readonly section: SectionView;
  readonly sight: Sight | null;
  /** The selected item if it is in this section. */
  readonly selected: number | null;
  readonly arrivedFrom: number | null;
  /** True for the last section, where the next thing happens. */
  readonly newest: boolean;
}

/**
 * One section of the diagram: its title across the lanes, then its drawings. Far out of sight the browser leaves it
 * out of layout and painting, and only the section is watched.
 */
export const ActView = memo(function ActView({
  section,
  sight,
  selected,
  arrivedFrom,
  newest,
}: ActProps): JSX.Element | null {
  const { side } = useDesk();
  const box = useRef<HTMLElement>(null);
  const [near, setNear] = useState(newest);
  useLayoutEffect(() => (sight && box.current ? sight.watch(box.current, setNear) : undefined), [sight]);
  const height = useMemo(
    () => section.segments.reduce((sum, { plan }) => sum + (estimateRows(plan).at(-1)?.bottom ?? 0), BAND_HEIGHT),
    [section],
  );
  const geometry = section.segments[0]?.geometry;
  if (!geometry) return null;
  const title = `${side ?? ''}act-${String(section.id)}`.replaceAll(' ', '-');
  return (
    <section
      ref={box}
      class="act"
      role={side === null ? undefined : 'group'}
      aria-labelledby={title}
      data-far={near ? undefined : ''}
      style={{ containIntrinsicBlockSize: `auto ${String(height)}px` }}
    >
      <div class="band" style={{ height: `${String(BAND_HEIGHT)}px` }}>
        <LanePiece geometry={geometry} state={section.before} height={BAND_HEIGHT} />
        <h2 id={title} class="band-title">
          <span dir="auto">{section.title}</span>
        </h2>
      </div>
      {section.segments.map((segment, index) => {
        const last = segment.items.at(-1)?.seq ?? segment.id;
        const holds = selected !== null && selected >= segment.id && selected <= last;
        return (
          <SegmentView
            key={segment.id}
            segment={segment}
            selected={holds ? selected : null}
            tabbable={holds}
            arrivedFrom={arrivedFrom !== null && last >= arrivedFrom ? arrivedFrom : null}
            newest={newest && index === section.segments.length - 1}
            sight={near ? sight : null}
          />
        );
      })}
    </section>
  );
});
