import { memo } from 'preact/compat';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Drawing } from '../diagram/drawing';
import { estimateRows } from '../diagram/estimate';
import { FIRST_LANE_X } from '../diagram/mermaid-dom';
import { pictured } from '../diagram/segment-picture';
import type { Segment } from '../diagram/segments';
import { useDesk } from './context';
import { ItemView } from './item-view';
import type { Sight } from './sight';

interface SegmentProps {
  readonly segment: Segment;
  readonly sight: Sight | null;
  /** The selected item if it is one of these. */
  readonly selected: number | null;
  readonly tabbable: boolean;
  readonly arrivedFrom: number | null;
  /** True near the end, where the next thing happens: drawn without waiting for a look. */
  readonly newest: boolean;
}

interface Drawn {
  readonly segment: Segment;
  readonly drawing: Drawing;
}

/** Room below the last line for its arrowhead, and a focus ring. */
const OVERHANG = 10;

/**
 * One drawing with its labels over it. While the next drawing is made the one before stays; out of sight there
 * is none, only the list of messages with its height.
 */
export const SegmentView = memo(function SegmentView({
  segment,
  sight,
  selected,
  tabbable,
  arrivedFrom,
  newest,
}: SegmentProps): JSX.Element {
  const { drafting, panel } = useDesk();
  const marks = panel.marks.value;
  const box = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const [inSight, setInSight] = useState(newest);
  const [, redraw] = useState(0);
  // Without a picture the messages are still there to be read.
  const [failed, setFailed] = useState(false);
  const last = useRef<Drawn | null>(null);

  const known = drafting.known(segment.plan);
  if (known && last.current?.segment !== segment) last.current = { segment, drawing: known };
  const drawn = last.current?.segment.geometry === segment.geometry ? last.current : null;
  const wanted = (inSight || newest) && drawn?.segment !== segment;

  useLayoutEffect(() => (sight && box.current ? sight.watch(box.current, setInSight) : undefined), [sight]);

  useLayoutEffect(() => {
    if (!wanted) return;
    return drafting.order(segment.plan, (drawing) => {
      setFailed(drawing === null);
      if (!drawing) return;
      last.current = { segment, drawing };
      redraw((count) => count + 1);
    });
  }, [segment, wanted]);

  const painted = inSight || newest ? drawn : null;
  useLayoutEffect(() => {
    picture.current?.replaceChildren(
      ...(painted ? [pictured(painted.drawing, painted.segment, arrivedFrom, marks)] : []),
    );
  }, [painted, marks]);

  // Out of sight a list must not lag behind; in sight it shows what the picture shows.
  const written = (inSight || newest) && drawn ? drawn.segment : segment;
  const rows = drawn && written === drawn.segment ? drawn.drawing.rows : estimateRows(written.plan);
  const height = rows.at(-1)?.bottom ?? 0;
  const bare = (inSight || newest) && !drawn && !failed;
  return (
    <div
      ref={box}
      class="segment"
      data-bare={bare ? '' : undefined}
      data-far={inSight || newest ? undefined : ''}
      style={{ height: `${String(height + OVERHANG)}px`, marginBottom: `${String(-OVERHANG)}px` }}
    >
      <div
        ref={picture}
        class="picture"
        style={{ left: `${String((segment.geometry.lanes[0] ?? 0) - FIRST_LANE_X)}px` }}
      />
      <ol start={segment.start}>
        {written.items.map((item, index) => {
          const row = rows[index];
          return row === undefined ? null : (
            <ItemView
              key={item.seq}
              item={item}
              number={written.numbers[index] ?? written.start + index}
              edge={written.edges[index] ?? null}
              row={row}
              geometry={written.geometry}
              stroke={written.plan.strokes[index]}
              selected={item.seq === selected}
              tabbable={tabbable && item.seq === selected}
              fresh={arrivedFrom !== null && item.seq >= arrivedFrom}
              painted={!bare}
            />
          );
        })}
      </ol>
    </div>
  );
});
